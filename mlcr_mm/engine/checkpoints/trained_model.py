"""The model of a config with the weights of a checkpoint."""
from typing import Any, Dict, Optional, Sequence

from mmengine.config import Config
from mmengine.device import get_device
from mmengine.model import BaseModel
from mmpretrain.apis import get_model
from torch.utils.data import Dataset

from mlcr_mm.files import load_checkpoint_safely

from .checkpoint_fit import check_checkpoint_fits
from .configured_hooks import hooks_named
from .label_names import check_same_labels, labels_of_checkpoint
from .other_input import warn_of_other_input
from .training_part import check_not_trained_on
from .uncalibrated import warn_if_uncalibrated


def load_trained_model(config: Config, checkpoint: str, device: Optional[str] = None, *,
                       labels: Optional[Sequence[str]] = None,
                       dataset: Optional[Dataset] = None) -> BaseModel:
    """Build a model and load a checkpoint into it, for prediction; warn if it is not calibrated.

    Args:
        config (Config): With ``model``.
        checkpoint (str): A checkpoint of training, or one with nothing but the state dict.
        device (str, optional): E.g. 'cpu', 'cuda:1'. Defaults to a GPU if there is one.
        labels (Sequence[str], optional): Label names that its outputs will get. Defaults to None:
            those of ``dataset``.
        dataset (Dataset, optional): What it is to be measured on: refused if the checkpoint was
            trained on it, where the config has a ``PartsDisjointHook``. Defaults to None.

    Returns:
        BaseModel: In evaluation mode on the device.

    Raises:
        FileNotFoundError: If there is no such checkpoint.
        ValueError: If it is none, does not fit the config, names other labels, or the same ones in
            another order, or was trained on images or persons of ``dataset``; or if there is no
            such device.
    """
    content = load_checkpoint_safely(checkpoint)
    labels = dataset.metainfo['classes'] if labels is None and dataset is not None else labels
    check_same_labels(labels_of_checkpoint(content), labels, f'checkpoint {checkpoint}',
                      'the dataset of the config')
    if dataset is not None and hooks_named(config, 'PartsDisjointHook'):
        check_not_trained_on(content, checkpoint, dict(test=dataset))
    model = build_trained_model(config, content, checkpoint, device)
    warn_if_uncalibrated(content, config, checkpoint)
    return model


def build_trained_model(config: Config, content: Dict[str, Any], checkpoint: str,
                        device: Optional[str] = None) -> BaseModel:
    """The same from a checkpoint that has been read; warn of images of another size or colour.

    Args:
        config (Config): With ``model``.
        content (dict): With ``state_dict``.
        checkpoint (str): Its file, for errors.
        device (str, optional): See :func:`load_trained_model`.

    Returns:
        BaseModel: In evaluation mode on the device.

    Raises:
        ValueError: If the checkpoint does not fit the config, or there is no such device.
    """
    warn_of_other_input(content, config, checkpoint)
    model = get_model(config, pretrained=False)
    check_checkpoint_fits(model, content, checkpoint)
    model.load_state_dict(content['state_dict'])
    return _move(model, device or get_device()).eval()


def _move(model: BaseModel, device: str) -> BaseModel:
    try:
        return model.to(device)
    except (AssertionError, RuntimeError) as error:  # PyTorch's, for what is no device and for one
        reason = str(error).splitlines()[0]  # that this machine or this PyTorch does not have
        raise ValueError(f'the networks cannot run on device {device!r} ({reason}); take cpu, or '
                         'leave the option out: a GPU is taken if there is one') from error
