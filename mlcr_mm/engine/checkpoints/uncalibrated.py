"""Checkpoints whose training calibrates, and which are not calibrated."""
import logging
from typing import Any, Dict

from mmengine.config import Config

from .configured_hooks import hooks_named

BUFFER = 'logit_shift'
#: What is said of such a checkpoint, after its name.
UNCALIBRATED = (
    'is not calibrated (no validation followed its epoch, or it was saved within one), and decides '
    'at 0.5 of the raw probabilities, which may be far from where a label is to count as present; '
    'take the last checkpoint of an epoch, or mlcr_mm calibrate CONFIG CHECKPOINT OUT.pth')


def warn_if_uncalibrated(content: Dict[str, Any], config: Config, path: str) -> None:
    """Warn of a checkpoint without shifts, of an epoch that no validation followed.

    Args:
        content (dict): The checkpoint. A published model has its shifts in its biases, and a config
            without hooks; nothing is said of it.
        config (Config): That of the training. Nothing in it is built.
        path (str): The checkpoint's file, for the message.
    """
    calibrates = any(
        hook.get('method', 'share') is not None
        for hook in hooks_named(config, 'LogitCalibrationHook'))
    shifts = [values for name, values in (content.get('state_dict') or {}).items()
              if name.endswith(BUFFER)]
    if calibrates and shifts and not any(values.any() for values in shifts):
        logging.getLogger('mlcr_mm').warning('%s %s', path, UNCALIBRATED)
