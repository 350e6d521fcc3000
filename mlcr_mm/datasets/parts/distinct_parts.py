"""The parts of a run: what it trains, validates and tests on, the same data once."""
from typing import Any, Dict, Iterator, Mapping, Optional, TypeVar

from ..wrapped import inner_configs
from .part_configs import part_configs

Data = TypeVar('Data')

#: Arguments of a dataset that say how images are treated, not which ones there are.
_TREATMENT = ('pipeline', 'test_mode', 'lazy_init', 'max_refetch', 'max_broken_share')


def distinct_parts(datasets: Mapping[str, Optional[Data]]) -> Dict[str, Data]:
    """Leave out parts that are missing, and the test part if it is the validation part.

    Whether two parts are one is told by the data that their configs name: transforms, batch size,
    sampler and workers do not matter. Parts that merely share images are two.

    Args:
        datasets (Mapping[str, dict | Dataset | None]): 'train', 'val' and 'test' to the config of
            the dataset, the dataset itself, or None.

    Returns:
        dict[str, dict | Dataset]: Those that are left, in the same order.
    """
    parts = {name: data for name, data in datasets.items() if data is not None}
    if 'val' in parts and 'test' in parts and _same_data(parts['val'], parts['test']):
        del parts['test']
    return parts


def dataset_leaves(config: Dict[str, Any]) -> Iterator[Dict[str, Any]]:
    """The dataset configs below wrappers, with what a SemiSupervisedDataset gives its parts."""
    if 'labeled' in config:
        yield from part_configs(*(config.get(key) for key in ('labeled', 'unlabeled', 'pipeline')))
        return
    inner = inner_configs(config)
    for child in inner:
        yield from dataset_leaves(child)
    if not inner:
        yield config


def _same_data(first: Any, second: Any) -> bool:
    if not (isinstance(first, dict) and isinstance(second, dict)):
        return first is second
    leaves = [[{key: value for key, value in leaf.items() if key not in _TREATMENT}
               for leaf in dataset_leaves(config)] for config in (first, second)]
    return leaves[0] == leaves[1]
