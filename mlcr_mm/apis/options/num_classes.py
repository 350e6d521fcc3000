"""The number of labels of the head, from the dataset."""
from mmengine.config import Config
from mmengine.registry import init_default_scope

from mlcr_mm.datasets.parts.part_configs import configured_labels
from mlcr_mm.datasets.wrapped import leaf_configs


def complete_num_classes(config: Config) -> None:
    """Write ``model.head.num_classes`` into a config that leaves it to the dataset.

    Args:
        config (Config): With a ``train_dataloader``; a head that has the number keeps it.

    Raises:
        OSError: If the annotation file that names the labels cannot be read.
        ValueError: Likewise.
    """
    head = (config.get('model') or {}).get('head')
    dataset = (config.get('train_dataloader') or {}).get('dataset')
    if not head or not dataset or 'num_classes' in head:
        return
    init_default_scope(config.get('default_scope', 'mmpretrain'))
    labels = configured_labels(leaf_configs(dataset)[0])
    if labels is not None:
        head['num_classes'] = len(labels)
