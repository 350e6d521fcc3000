"""Which start of a training wrote a checkpoint."""
import re
from typing import Any, Mapping, Optional

_STAMP = re.compile(r'\d{8}_\d{6}')


def training_start(checkpoint: Mapping[str, Any]) -> Optional[str]:
    """The folder, within the work directory, in which mmengine keeps the logs of one start.

    A work directory may hold the logs of several starts: of a training that was resumed, or of
    others that were there before.

    Args:
        checkpoint (Mapping): A checkpoint of training.

    Returns:
        str | None: Date and time, e.g. '20261130_141420'; None where the checkpoint does not say.
    """
    name = str((checkpoint.get('meta') or {}).get('experiment_name') or '')
    stamps = _STAMP.findall(name)
    return stamps[-1] if stamps else None
