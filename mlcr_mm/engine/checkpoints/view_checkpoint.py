"""The trained network of one view, from a checkpoint of a network of its own."""
from typing import Any, Dict

from torch import nn


def load_view_module(module: nn.Module, checkpoint: Dict[str, Any], file: str,
                     prefix: str) -> None:
    """Load the weights of one part of a network, all of them.

    Args:
        module (nn.Module): Backbone or neck of one view.
        checkpoint (dict): Of a classifier with one network.
        file (str): Where it is from, for the error.
        prefix (str): Name of the part in it: 'backbone' or 'neck'.

    Raises:
        ValueError: If the weights do not fit.
    """
    weights = checkpoint.get('state_dict', checkpoint)
    start = f'{prefix}.'
    weights = {name[len(start):]: w for name, w in weights.items() if name.startswith(start)}
    try:
        module.load_state_dict(weights)
    except RuntimeError as error:
        reason = ' '.join(str(error).split())
        raise ValueError(f'checkpoint {file} has no {prefix} that fits model.{prefix} of this '
                         f'config: train it with the same network as is configured here, one '
                         f'network alone. {reason[:300]}') from None
