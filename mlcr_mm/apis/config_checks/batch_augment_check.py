"""Whether what mixes the images of a batch can mix their labels."""
from typing import Any, Iterator

from mmengine.config import Config

from mlcr_mm.models import ClassAwareHead, CoTrainingHead, DualViewClassifier, MultiLabelMixup
from mlcr_mm.models.two_augmentation_classifier import TwoAugmentationClassifier
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import BATCH_AUGMENTS, MODELS

_WITH_PSEUDO_LABELS = (ClassAwareHead, CoTrainingHead)


def check_batch_augments(config: Config) -> None:
    """Refuse batch augmentations that would take an unknown label for a number.

    Args:
        config (Config): With ``model``, and perhaps ``data_preprocessor``.

    Raises:
        ValueError: If ``batch_augments`` names another class than ``MultiLabelMixup``, or the
            images of the model carry pseudo-labels, which are not mixed.
    """
    kinds = [augment.get('type') for augment in _augments(config)]
    for kind in kinds:
        if not is_kind(kind, BATCH_AUGMENTS, MultiLabelMixup):
            raise ValueError(
                f'data_preprocessor.batch_augments.augments has type={kind!r}, which would mix '
                'unknown labels like numbers: write MultiLabelMixup')
    head = ((config.get('model') or {}).get('head') or {}).get('type')
    if kinds and is_kind(head, MODELS, _WITH_PSEUDO_LABELS):
        raise ValueError(f'data_preprocessor.batch_augments does not mix the pseudo-labels of a '
                         f'{head}: remove it')


def _augments(config: Config) -> Iterator[dict]:
    model = config.get('model') or {}
    for owner in (config, model):
        given = (owner.get('data_preprocessor') or {}).get('batch_augments') or {}
        yield from _listed(given.get('augments'))
    # mmpretrain's other place for it
    yield from _listed((model.get('train_cfg') or {}).get('augments'))


def check_place_of_augments(config: Config) -> None:
    """Refuse mmpretrain's older place for batch augmentations, which our models do not have.

    Args:
        config (Config): With ``model``.

    Raises:
        ValueError: Where it stands; it says the other place.
    """
    model = config.get('model') or {}
    if (model.get('train_cfg') or {}).get('augments') and is_kind(
            model.get('type'), MODELS, (DualViewClassifier, TwoAugmentationClassifier)):
        raise ValueError(
            f'model.train_cfg.augments: a {model["type"]} mixes images by data_preprocessor='
            "dict(batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))")


def _listed(augments: Any) -> list:
    return list(augments) if isinstance(augments, (list, tuple)) else [augments] * bool(augments)
