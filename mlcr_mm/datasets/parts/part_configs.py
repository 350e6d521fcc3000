"""The configs of the two parts of a training set, with what they have in common."""
from typing import Any, Dict, List, Optional, Sequence

from mlcr_mm.registry import DATASETS

from ..wrapped import inner_configs


def configured_labels(config: Dict[str, Any]) -> Optional[Sequence[str]]:
    """Label names of a dataset, from its config and at most the head of its annotation file.

    Args:
        config (dict): Of a dataset.

    Returns:
        Sequence[str] | None: None for a dataset that is not one of this package.

    Raises:
        OSError, ValueError: If the annotation file that names them cannot be read.
    """
    if not hasattr(DATASETS.get(config.get('type')), 'label_names'):
        return None
    return DATASETS.build({**config, 'pipeline': [], 'lazy_init': True}).label_names()


def part_configs(labeled: Dict[str, Any],
                 unlabeled: Optional[Dict[str, Any]] = None,
                 pipeline: Optional[Sequence] = None) -> List[Dict[str, Any]]:
    """Complete the parts of a ``SemiSupervisedDataset``.

    Args:
        labeled (dict): Config of the labelled part.
        unlabeled (dict, optional): Config of the unlabelled part. Defaults to None.
        pipeline (Sequence, optional): Transforms of the parts that have none of their own.

    Returns:
        list[dict]: One or two configs; the labels of the first are also those of the second, unless
        it names its own.

    Raises:
        ValueError: If a part wraps other datasets: an image is known by its place in its part.
    """
    for name, part in dict(labeled=labeled, unlabeled=unlabeled).items():
        if part and inner_configs(part):
            raise ValueError(
                f'{name} of SemiSupervisedDataset is a {part.get("type")}, which wraps other '
                'datasets, and has to be one dataset: name the images of all of them in one table '
                '(AUDataset, below one data_root), or put their folders into one (UnlabeledFaces)')
    shared = dict(pipeline=pipeline, classes=configured_labels(labeled))
    shared = {key: value for key, value in shared.items() if value is not None}
    return [{**shared, **part} for part in (labeled, unlabeled) if part]
