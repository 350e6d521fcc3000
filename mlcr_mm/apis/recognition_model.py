"""The model of an inferencer, from any of the files that hold one."""
import logging
from typing import Any, Dict, NamedTuple, Optional, Sequence, Union

from mmengine.config import Config
from mmengine.device import get_device
from mmengine.model import BaseModel

from mlcr_mm.engine.checkpoints import build_trained_model, warn_if_uncalibrated
from mlcr_mm.files import load_checkpoint_safely
from mlcr_mm.inference.checkpoint_config import (
    class_names,
    config_of_checkpoint,
    fit_for_inference,
    model_notice,
)
from mlcr_mm.inference.crop_pipeline import CropPipeline, training_alignment
from mlcr_mm.inference.onnx_classifier import SUFFIX, OnnxClassifier


class RecognitionModel(NamedTuple):
    """A model and what it says of itself.

    Attributes:
        model (BaseModel | OnnxClassifier): In evaluation mode.
        config (Config): With ``model`` and ``test_dataloader``.
        classes (Sequence[str]): Names of the C labels.
        alignment (dict, optional): How its training aligned the crops.
        notice (str): What users must know before they believe it.
        device (str): Where it runs.
    """

    model: Union[BaseModel, OnnxClassifier]
    config: Config
    classes: Sequence[str]
    alignment: Optional[Dict[str, Any]]
    notice: str
    device: str

    def pipeline(self) -> CropPipeline:
        """What becomes of a crop before the networks see it."""
        return CropPipeline(self.config, getattr(self.model, 'input_shape', None))


def load_recognition_model(path: str, config: Optional[Config] = None,
                           device: Optional[str] = None) -> RecognitionModel:
    """Load a model for inference; what users must know of it is logged as a warning.

    Args:
        path (str): Of ``tools/train.py``, ``tools/publish_model.py`` (``.pth``, ``.safetensors``)
            or ``tools/export_onnx.py`` (``.onnx``). Nothing in it is run.
        config (Config, optional): Its config, where the file does not say it. Defaults to None.
        device (str, optional): E.g. 'cpu', 'cuda:1'. Defaults to None: a GPU if there is one.

    Returns:
        RecognitionModel: Ready to predict.

    Raises:
        OSError: If there is no such file.
        ValueError: If file, config, package, and device do not fit together.
        ImportError: If the file needs ONNX Runtime, and that is missing.
    """
    exported = OnnxClassifier(path, device) if path.endswith(SUFFIX) else None
    content = dict(meta=exported.meta) if exported else load_checkpoint_safely(path)
    config = config or config_of_checkpoint(content, path)
    fitting = fit_for_inference(config)
    place = exported.device if exported else device or get_device()
    classes = class_names(content, fitting, path)
    if fitting.model.get('head'):  # a config may leave the number of labels to the training images
        fitting.model.head.setdefault('num_classes', len(classes))
    loaded = RecognitionModel(
        exported or build_trained_model(fitting, content, path, place), config, classes,
        training_alignment(fitting, content),
        model_notice(content, fitting), place)
    if loaded.notice:
        logging.getLogger('mlcr_mm').warning('%s: %s', path, loaded.notice)
    warn_if_uncalibrated(content, config, path)
    return loaded
