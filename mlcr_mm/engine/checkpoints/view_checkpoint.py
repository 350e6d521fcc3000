"""The trained network of one view, from a checkpoint of a network of its own."""
import os.path as osp

from mmengine.runner.checkpoint import CheckpointLoader
from torch import nn

from mlcr_mm.files import last_checkpoint


def find_view_checkpoint(path: str, remedy: str) -> str:
    """The checkpoint that a file or a work directory stands for.

    Args:
        path (str): A checkpoint, or the work directory of a training: its latest checkpoint.
        remedy (str): End of the error: what makes the checkpoint.

    Returns:
        str: A file that exists.

    Raises:
        FileNotFoundError: If there is none.
    """
    latest = last_checkpoint(path) if osp.isdir(path) else path
    if latest is None:
        raise FileNotFoundError(f'{path} holds no checkpoint; {remedy}')
    if not osp.isfile(latest):
        named = '' if latest == path else f' (the latest one of {path})'
        raise FileNotFoundError(f'checkpoint {latest}{named} does not exist; {remedy}')
    return latest


def load_view_module(module: nn.Module, file: str, prefix: str) -> None:
    """Load the weights of one part of a network, all of them.

    Args:
        module (nn.Module): Backbone or neck of one view.
        file (str): Checkpoint of a classifier with one network.
        prefix (str): Name of the part in it: 'backbone' or 'neck'.

    Raises:
        ValueError: If the weights do not fit.
    """
    checkpoint = CheckpointLoader.load_checkpoint(file, map_location='cpu')
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
