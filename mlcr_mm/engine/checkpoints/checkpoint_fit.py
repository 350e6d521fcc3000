"""Whether a checkpoint and a model are the same network."""
from typing import Dict, List

from torch import Tensor, nn

_SHOWN = 3
# Older checkpoints lack them; the head takes the config's settings, and no shifts.
_FILLED_IN = ('head.gcn.settings', 'head.logit_shift')


def check_checkpoint_fits(model: nn.Module, state_dict: Dict[str, Tensor], path: str) -> None:
    """Refuse a state dict that does not fit the model.

    Args:
        model (nn.Module): Without wrappers.
        state_dict (dict[str, Tensor]): Of the checkpoint.
        path (str): The checkpoint, for the error.

    Raises:
        ValueError: On parameters that are missing, left over or of another shape.
    """
    expected = model.state_dict()
    problems: List[str] = []
    problems += [f'{name} is missing' for name in expected
                 if name not in state_dict and not name.endswith(_FILLED_IN)]
    problems += [f'{name} is not in the model' for name in state_dict if name not in expected]
    problems += [
        f'{name} has shape {tuple(state_dict[name].shape)}, the model {tuple(value.shape)}'
        for name, value in expected.items()
        if name in state_dict and state_dict[name].shape != value.shape
    ]
    if problems:
        more = f' (and {len(problems) - _SHOWN} more)' if len(problems) > _SHOWN else ''
        raise ValueError(f'checkpoint {path} does not fit the model: '
                         f"{'; '.join(problems[:_SHOWN])}{more}. Use the config that it was "
                         'trained with: it lies in the work directory beside it')
