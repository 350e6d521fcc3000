"""Checkpoints whose training calibrates, and which are not calibrated."""
import logging
from typing import Any, Dict, List

from mmengine.config import Config

BUFFER = 'logit_shift'
#: What is said of such a checkpoint, after its name.
UNCALIBRATED = (
    'is not calibrated (no validation followed its epoch, or it was saved within one), and decides '
    'at 0.5 of the raw probabilities, which may be far from where a label is to count as present; '
    'take the last checkpoint of an epoch, or mlcr_mm calibrate CONFIG CHECKPOINT OUT.pth')


def configured_hooks(config: Config) -> List[Any]:
    """The hooks that a config of a training names, as dictionaries or built, or None."""
    return [*(config.get('default_hooks') or {}).values(), *(config.get('custom_hooks') or ())]


def warn_if_uncalibrated(content: Dict[str, Any], config: Config, path: str) -> None:
    """Warn of a checkpoint without shifts, of an epoch that no validation followed.

    Args:
        content (dict): The checkpoint. A published model has its shifts in its biases, and a config
            without hooks; nothing is said of it.
        config (Config): That of the training. Nothing in it is built.
        path (str): The checkpoint's file, for the message.
    """
    calibrates = any(
        isinstance(hook, dict) and hook.get('method', 'share') is not None and
        str(hook.get('type')).rsplit('.', 1)[-1] == 'LogitCalibrationHook'
        for hook in configured_hooks(config))
    shifts = [values for name, values in (content.get('state_dict') or {}).items()
              if name.endswith(BUFFER)]
    if calibrates and shifts and not any(values.any() for values in shifts):
        logging.getLogger('mlcr_mm').warning('%s %s', path, UNCALIBRATED)
