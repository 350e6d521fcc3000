"""Reading a checkpoint of mmengine without running what it may hold."""
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Dict

import torch
from mmengine.logging import HistoryBuffer

from .checked_arrays import checked_arrays
from .last_checkpoint import last_checkpoint
from .safetensors_file import SUFFIX, read_safetensors
from .whole_checkpoint import CheckpointFileError, is_cut, saved_checkpoints, which_is_whole

_STARTS = (b'PK', b'\x80')  # an archive of torch.save, or a pickle as it wrote before 1.6


def _statistic_of_history(owner: type, name: str) -> Any:
    """The one use that mmengine's checkpoints have for getattr: a method of the log's buffer."""
    if owner is not HistoryBuffer or name.startswith('_'):
        raise UnpicklingError(f'it asks for {owner!r}.{name}')
    return getattr(owner, name)


def _allowed() -> list:
    """What plain checkpoints of mmengine hold beside tensors: the log's history, in arrays."""
    return [
        slice, HistoryBuffer, *checked_arrays(),
        # mmengine's own list has getattr itself, which leads from any object to any other.
        (_statistic_of_history, 'builtins.getattr'),
    ]


def check_is_checkpoint(path: str) -> None:
    """Raise if a file can be no checkpoint, by its first bytes; so one need not wait for the data.

    Args:
        path (str): The file. An address (``http://...``) passes.

    Raises:
        FileNotFoundError: If there is no such file.
        CheckpointFileError: If it is a folder (the message names a checkpoint in it), or of another
            kind.
    """
    if '://' in path:
        return
    if Path(path).is_dir():
        saved = [last_checkpoint(path), *map(str, saved_checkpoints(path))]
        raise CheckpointFileError(f'{path} is a folder and no checkpoint; name a file' + next(
            (f', e.g. {file}' for file in saved if file), ''))
    if not Path(path).is_file():
        raise FileNotFoundError(f'checkpoint {path} does not exist')
    with open(path, 'rb') as file:
        start = file.read(9)
    is_one = start[8:] == b'{' if Path(path).suffix == SUFFIX else start.startswith(_STARTS)
    if start and not is_one:
        raise CheckpointFileError(f'{path} is no checkpoint, or damaged (it does not begin as '
                                  'one); get it again')


def load_checkpoint_safely(path: str,
                           map_location: Any = 'cpu',
                           trust: bool = False) -> Dict[str, Any]:
    """Read a checkpoint; nothing in it is run, unless it is trusted.

    ``torch.load(weights_only=True)`` with a list of what plain checkpoints of mmengine need.

    Args:
        path (str): A checkpoint of ``tools/train.py``, any file with a ``state_dict``, or one that
            is nothing but a state dict; a ``.safetensors`` of ``tools/publish_model.py``.
        map_location (str | device | callable): As in ``torch.load``. Defaults to 'cpu'.
        trust (bool): Whether code in the file may run. Defaults to False.

    Returns:
        dict: Its content, with at least ``state_dict``.

    Raises:
        FileNotFoundError: If there is no such file.
        CheckpointFileError: If it is no checkpoint, is not whole (the message names another of its
            folder that is), or holds anything else than data.
    """
    if '://' in path:
        raise CheckpointFileError(f'{path} is an address: download it first, and name the file')
    check_is_checkpoint(path)
    if Path(path).suffix == SUFFIX:
        return read_safetensors(path, map_location if isinstance(map_location, str) else 'cpu')
    if is_cut(path):
        raise CheckpointFileError(f'checkpoint {path} is not whole, as if its writing or copying '
                                  f'had been cut off; {which_is_whole(Path(path).parent, path)}')
    try:
        with torch.serialization.safe_globals(_allowed()):
            # Unsafe only where the user says so.
            content = torch.load(path, map_location=map_location,  # nosec B614
                                 weights_only=not trust)
    except UnpicklingError as error:
        reason = _reason(error)
        raise CheckpointFileError(
            f'checkpoint {path} is not loaded, because it is damaged or holds more than data '
            f'({reason}), and running code from a file is not safe; where you trust it, save its '
            "weights alone: torch.save({'state_dict': ..., 'meta': ...}, FILE), or give "
            'tools/train.py and tools/test.py --trust-checkpoint') from error
    except MemoryError:
        raise
    # A damaged pickle can make the unpickler call what it allows with anything: any error.
    except Exception as error:
        raise CheckpointFileError(f'{path} is no checkpoint, or damaged ({_reason(error)}); '
                                  'get it again') from error
    if isinstance(content, dict) and content and all(
            isinstance(value, torch.Tensor) for value in content.values()):
        content = dict(state_dict=content)
    if not isinstance(content, dict) or 'state_dict' not in content:
        raise CheckpointFileError(f'{path} has no state_dict: it is no checkpoint of '
                                  'tools/train.py')
    return content


def _reason(error: Exception) -> str:
    """The telling line of PyTorch's long messages."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [line for line in lines if 'WeightsUnpickler error:' in line
               or 'unsupported GLOBAL' in line] or lines[:1]
    return telling[0].split('WeightsUnpickler error:')[-1].strip()[:200] if telling else (
        type(error).__name__)
