"""What training, testing and the figures do about checkpoint files: no code of theirs runs."""
import os
from contextlib import contextmanager
from typing import Any, Callable, Iterator

from mmengine.runner.checkpoint import CheckpointLoader

from mlcr_mm.files import CheckpointFileError, load_checkpoint_safely

# PyTorch reads them in every torch.load, so that they also hold for what mmengine downloads; it
# refuses to have both.
_FORCE, _FORBID = 'TORCH_FORCE_WEIGHTS_ONLY_LOAD', 'TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD'


@contextmanager
def careful_with_checkpoints(trust: bool = False) -> Iterator[None]:
    """Load checkpoints without running code.

    mmengine loads what it cannot load safely in the unsafe way, with a warning. Inside of this
    block a file is refused instead.

    Args:
        trust (bool): Value of ``--trust-checkpoint``: code in the files may run. Defaults to False.

    Raises:
        CheckpointFileError: Where a file is missing, damaged or holds more than data.
    """
    local = CheckpointLoader._schemes['']
    before = {name: os.environ.get(name) for name in (_FORCE, _FORBID)}
    CheckpointLoader.register_scheme('', _loader(trust), force=True)
    if not trust:
        os.environ.pop(_FORBID, None)
        os.environ[_FORCE] = '1'
    try:
        yield
    finally:
        CheckpointLoader.register_scheme('', local, force=True)
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _loader(trust: bool) -> Callable[..., dict]:
    def load_from_local(filename: str, map_location: Any = None) -> dict:
        try:
            return load_checkpoint_safely(os.path.expanduser(filename), map_location, trust)
        except FileNotFoundError as error:
            raise CheckpointFileError(str(error)) from error

    return load_from_local  # mmengine prints this name
