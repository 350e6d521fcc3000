"""A trained model that decides at other places."""
from typing import Any, Dict

from mmengine.config import Config

from mlcr_mm.files import load_checkpoint_safely
from mlcr_mm.registry import DATASETS, RUNNERS

from ..unwrap import unwrap_model
from .logit_calibration_hook import LogitCalibrationHook

BUFFER = 'logit_shift'


def calibrate_checkpoint(config: Config, checkpoint: str) -> Dict[str, Any]:
    """Compute the shifts of a trained model anew, on the training images of a config.

    The method and the images are those of ``default_hooks.calibration``; with ``method=None`` the
    shifts become 0.

    Args:
        config (Config): That the model was trained with, or with other images of the same labels.
        checkpoint (str): A checkpoint of training.

    Returns:
        dict: What the checkpoint holds, with the new shifts.

    Raises:
        ValueError: If the model has no shifts, or the checkpoint does not fit.
    """
    config = Config(dict(config.to_dict(), load_from=checkpoint, resume=False))
    content = load_checkpoint_safely(checkpoint)
    shifts = [name for name in content['state_dict'] if name.endswith(BUFFER)]
    if not shifts:
        raise ValueError(f'checkpoint {checkpoint} has no shifts of its logits ({BUFFER}): it is '
                         'older than calibration, or of another model')
    runner = RUNNERS.build(config)
    runner.call_hook('before_run')
    runner.load_or_resume()  # as for a test: nothing is adapted to a new training
    hook = next(hook for hook in runner.hooks if isinstance(hook, LogitCalibrationHook))
    hook.before_train_epoch(runner)  # zeros
    if hook.method is not None:
        hook.find_images(runner, DATASETS.build(config.train_dataloader.dataset))
        hook.calibrate(runner)
    values = unwrap_model(runner.model).state_dict()
    content['state_dict'].update({name: values[name].cpu() for name in shifts})
    return content
