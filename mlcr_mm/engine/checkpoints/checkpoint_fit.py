"""Whether a checkpoint and a model are the same network."""
from typing import Any, Dict, List

from torch import Tensor, nn

_SHOWN = 3
_OF_TRAINING = ('Use the config that it was trained with: it lies in the work directory beside it')
_OF_PUBLISHED = ('It is a published model: its label graph is folded, or it has one view alone, so '
                 'that the config of its training builds another model. Test the checkpoint that '
                 'it was made of, which says the same; tools/infer.py takes it as it is')
# Older checkpoints lack them; the head takes the config's settings, and no shifts.
_FILLED_IN = ('head.gcn.settings', 'head.logit_shift')


def check_checkpoint_fits(model: nn.Module, checkpoint: Dict[str, Any], path: str) -> None:
    """Refuse a checkpoint that does not fit the model.

    Args:
        model (nn.Module): Without wrappers.
        checkpoint (dict): With ``state_dict``, or one that is nothing else.
        path (str): The checkpoint, for the error.

    Raises:
        ValueError: On parameters that are missing, left over or of another shape.
    """
    state_dict: Dict[str, Tensor] = checkpoint.get('state_dict', checkpoint)
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
        is_published = 'training' in (checkpoint.get('meta') or {})
        raise ValueError(f'checkpoint {path} does not fit the model: '
                         f"{'; '.join(problems[:_SHOWN])}{more}. "
                         f'{_OF_PUBLISHED if is_published else _OF_TRAINING}')
