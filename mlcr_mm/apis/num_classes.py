"""The number of labels of the head, from the dataset."""
from mmengine.config import Config
from mmengine.registry import init_default_scope

from mlcr_mm.registry import DATASETS


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
    labeled = dataset.get('labeled', dataset)
    init_default_scope(config.get('default_scope', 'mmpretrain'))
    dataset_class = DATASETS.get(labeled.get('type'))
    if not hasattr(dataset_class, 'label_names'):
        return
    built = DATASETS.build({**labeled, 'pipeline': [], 'lazy_init': True})
    head['num_classes'] = len(built.label_names())
