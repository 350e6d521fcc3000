"""A trained model that decides at other places."""
from typing import Any, Dict, Optional

from mmengine.config import Config

from mlcr_mm.files import load_checkpoint_safely
from mlcr_mm.registry import DATASETS, HOOKS, RUNNERS

from ..checkpoints.configured_hooks import configured_hooks
from ..checkpoints.label_names import check_same_labels, labels_of_checkpoint
from ..checkpoints.training_configs import CALIBRATION_CONFIG
from ..checkpoints.uncalibrated import BUFFER
from ..parts_disjoint_hook import PartsDisjointHook
from ..unwrap import unwrap_model
from .label_share_hook import CHECKPOINT_KEY, training_counts
from .logit_calibration_hook import LogitCalibrationHook

CALIBRATED_ANEW = 'calibrated_anew'  # in the checkpoint's meta: its log tells of other decisions


def calibration_method(config: Config) -> Optional[str]:
    """How a config calibrates, also where it leaves that to :class:`LogitCalibrationHook`.

    Args:
        config (Config): Of a training.

    Raises:
        ValueError: If it has no such hook.
    """
    for hook in configured_hooks(config):
        kind = hook.get('type') if isinstance(hook, dict) else type(hook)
        kind = HOOKS.get(kind) if isinstance(kind, str) else kind
        if kind is not None and issubclass(kind, LogitCalibrationHook):
            return (HOOKS.build(hook) if isinstance(hook, dict) else hook).method
    raise ValueError("the config has no hook to calibrate with; write calibration=dict(type="
                     "'LogitCalibrationHook', method='share') into its default_hooks")


def calibrate_checkpoint(config: Config, checkpoint: str) -> Dict[str, Any]:
    """Compute the shifts of a trained model anew, on the training images of a config.

    The method and the images are those of ``default_hooks.calibration``; with ``method=None`` the
    shifts become 0.

    Args:
        config (Config): That the model was trained with, or with other images of the same labels.
        checkpoint (str): A checkpoint of training.

    Returns:
        dict: What the checkpoint holds, with the new shifts, and with the numbers of the labels
        that they are of (see :class:`LabelShareHook`).

    Raises:
        ValueError: If the config has no hook for it, the model has no shifts, the checkpoint does
            not fit, its labels are others than those of the images, or images of the validation or
            test part are among these.
    """
    calibration_method(config)  # says what is missing
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
        dataset = DATASETS.build(config.train_dataloader.dataset)
        check_same_labels(labels_of_checkpoint(content), dataset.metainfo.get('classes'),
                          f'checkpoint {checkpoint}', 'the training set of the config')
        for other in runner.hooks:
            if isinstance(other, PartsDisjointHook):
                other.check(runner, dataset)
        hook.find_images(runner, dataset)
        hook.calibrate(runner)
        counts = training_counts(dataset)
        if counts is not None:
            content[CHECKPOINT_KEY] = counts._asdict()
    values = unwrap_model(runner.model).state_dict()
    content['state_dict'].update({name: values[name].cpu() for name in shifts})
    content.setdefault('meta', {})[CALIBRATED_ANEW] = True
    images = dict(train_dataloader=config.train_dataloader.to_dict())
    content['meta'][CALIBRATION_CONFIG] = Config(images).pretty_text
    return content
