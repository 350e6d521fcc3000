"""Names of labels: what the columns of a checkpoint and of a dataset mean."""
from typing import Any, Dict, List, Optional, Sequence

from mmengine.model import BaseModel
from torch.utils.data import DataLoader


def labels_of_checkpoint(checkpoint: Dict[str, Any]) -> Optional[List[str]]:
    """Label names in the metadata of a checkpoint; None where it does not say."""
    meta = (checkpoint.get('meta') or {}).get('dataset_meta') or {}
    classes = meta.get('classes', meta.get('CLASSES'))
    return None if classes is None else list(classes)


def labels_of_loader(loader: DataLoader) -> Optional[List[str]]:
    """Label names of the dataset of a loader; None where it does not say."""
    classes = (getattr(loader.dataset, 'metainfo', None) or {}).get('classes')
    return None if classes is None else list(classes)


def check_num_labels(model: BaseModel, labels: Optional[Sequence[str]]) -> None:
    """Refuse a head that was built for another number of labels.

    Args:
        model (BaseModel): Without wrappers.
        labels (Sequence[str], optional): Of the dataset; None is not compared.

    Raises:
        ValueError: If the head, or the numbers per label of one of its losses, do not fit.
    """
    head = getattr(model, 'head', None)
    if head is None or labels is None:
        return
    num_classes = getattr(head, 'num_classes', len(labels))
    if num_classes != len(labels):
        raise ValueError(f'model.head.num_classes is {num_classes}, the training set has '
                         f'{len(labels)} labels, {list(labels)}: write model.head.num_classes='
                         f'{len(labels)}')
    for name, module in head.named_children():
        for key in ('positive_fraction', 'positive_threshold', 'negative_threshold'):
            numbers = getattr(module, key, None)
            if numbers is not None and numbers.dim() and len(numbers) != len(labels):
                shown = 'loss_recognition' if name == 'loss_module' else name
                raise ValueError(f'model.head.{shown}.{key} has {len(numbers)} numbers, the '
                                 f'training set has {len(labels)} labels: write one number for '
                                 f'all, or {len(labels)}')


def check_same_labels(first: Optional[Sequence[str]], second: Optional[Sequence[str]],
                      first_name: str, second_name: str) -> None:
    """Refuse two lists of labels that differ in a name or in their order.

    Args:
        first (Sequence[str], optional): Label names; None is not compared.
        second (Sequence[str], optional): Likewise.
        first_name (str): What has them, for the error.
        second_name (str): What has them.

    Raises:
        ValueError: If they differ.
    """
    if first is None or second is None or list(first) == list(second):
        return
    what = 'the same ones in another order' if sorted(first) == sorted(second) else 'others'
    raise ValueError(f'{first_name} has the labels {list(first)}, {second_name} has {what}, '
                     f'{list(second)}: figures would stand under wrong names. Write `classes` in '
                     'the datasets of the config so that they have the same labels in the same '
                     'order')
