"""The datasets within wrappers such as ConcatDataset and SemiSupervisedDataset."""
from typing import Any, Iterator, List, Mapping

from torch.utils.data import Dataset


def inner_configs(config: Mapping[str, Any]) -> List[Mapping[str, Any]]:
    """The configs of the datasets that a dataset wraps.

    Args:
        config (Mapping): Of a dataset.

    Returns:
        list[Mapping]: In order, as they stand in the config; empty for a dataset of its own.
    """
    inner = [config.get(key) for key in ('labeled', 'unlabeled', 'dataset')]
    return [child for child in [*inner, *(config.get('datasets') or ())] if child]


def nested_configs(config: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A dataset's config, then those within it, from the outside to the inside.

    Args:
        config (Mapping): Of a dataset.

    Yields:
        Mapping: Itself, not a copy: what is changed in it is changed in the config.
    """
    yield config
    for child in inner_configs(config):
        yield from nested_configs(child)


def leaf_configs(config: Mapping[str, Any]) -> List[Mapping[str, Any]]:
    """The configs of the datasets that wrap no other.

    What a wrapper gives to its parts is not in them; see
    :func:`mlcr_mm.datasets.dataset_leaves` for that.

    Args:
        config (Mapping): Of a dataset.

    Returns:
        list[Mapping]: At least one.
    """
    return [node for node in nested_configs(config) if not inner_configs(node)]


def inner_datasets(dataset: Dataset) -> List[Dataset]:
    """The datasets that a dataset wraps.

    Args:
        dataset (Dataset): Any.

    Returns:
        list[Dataset]: In order; empty for a dataset of its own.
    """
    inner = getattr(dataset, 'datasets', None) or [getattr(dataset, 'dataset', None)]
    return [child for child in inner if child is not None]


def leaf_datasets(dataset: Dataset) -> Iterator[Dataset]:
    """The datasets that wrap no other.

    Args:
        dataset (Dataset): Any.

    Yields:
        Dataset: In the order of their images.
    """
    inner = inner_datasets(dataset)
    for child in inner:
        yield from leaf_datasets(child)
    if not inner:
        yield dataset
