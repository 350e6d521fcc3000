"""Whether who gets images and the numbers of their views makes the views."""
from mmengine.config import Config

from mlcr_mm.models import ViewDataPreprocessor
from mlcr_mm.models.dual_view_classifier import DualViewClassifier
from mlcr_mm.models.two_augmentation_classifier import TwoAugmentationClassifier
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import MODELS

from ..config_nodes import dicts_below

_MAKE_VIEWS = (DualViewClassifier, TwoAugmentationClassifier)


def check_device_views(config: Config) -> None:
    """Refuse a ``device_source`` in the training pipeline of a model that cannot use it.

    Args:
        config (Config): With ``model`` and ``train_dataloader``.

    Raises:
        ValueError: If the data preprocessor is another one than ``ViewDataPreprocessor``.
    """
    if not any(node.get('device_source') for node in dicts_below(config.get('train_dataloader'))):
        return
    model = config.get('model') or {}
    kind = (model.get('data_preprocessor') or config.get('data_preprocessor') or {}).get('type')
    if is_kind(kind, MODELS, ViewDataPreprocessor) or kind is None and is_kind(
            model.get('type'), MODELS, _MAKE_VIEWS):
        return
    raise ValueError("device_source makes the views in the ViewDataPreprocessor, which this model "
                     'has not: set data_preprocessor.type=ViewDataPreprocessor as well')
