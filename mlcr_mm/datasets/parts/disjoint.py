"""No image and no subject in two parts."""
import os.path as osp
from collections import defaultdict
from functools import lru_cache
from itertools import product
from typing import Dict, Iterator, List, Optional, Set, Tuple

from torch.utils.data import Dataset

from mlcr_mm.datasets.face_dataset import FaceDataset

from ..wrapped import leaf_datasets

_SHOWN = 3


def check_disjoint(first: Dataset, second: Dataset, first_name: str, second_name: str) -> None:
    """Refuse two parts that share an image file or a subject.

    The smaller part is held in a set and the larger one is run through once: seconds for a million
    images. Files are compared by path, however a list spells it. Subjects are compared where the
    dataset knows them (see :meth:`FaceDataset.subjects`), within a database, to which a
    folder of its ``data_root`` belongs, or, of your own images, within a ``data_root``.

    Args:
        first (Dataset): A dataset, or a wrapper of datasets such as ``ConcatDataset``.
        second (Dataset): Likewise. Datasets of other packages are passed over.
        first_name (str): What to call it, e.g. 'train'.
        second_name (str): What to call it.

    Raises:
        ValueError: Naming subjects or images that are in both.
    """
    parts: Tuple[List[FaceDataset], List[FaceDataset]] = (
        _find_datasets(first), _find_datasets(second))
    for database, common in shared_subjects(first, second).items():
        remedy = 'Correct `fold`, `repeat`, `subjects` or `image_list` in the config'
        if osp.isabs(database):
            remedy = ('Correct `image_list` or `ann_file` in the config; if they are other persons '
                      'of the same name, give the two parts another `data_root` each')
        raise ValueError(f'{len(common)} subjects of {database} are both in the {first_name} '
                         f'and the {second_name} part, e.g. {common[:_SHOWN]}: the result '
                         f'would be of persons known from training. {remedy}')
    small, large = sorted(parts, key=lambda datasets: sum(map(len, datasets)))
    paths = set(_paths(small))
    common = []
    for path in _paths(large):
        if path in paths:
            common.append(path)
    if common:
        raise ValueError(f'{len(common)} images are both in the {first_name} and the {second_name} '
                         f'part, e.g. {common[:_SHOWN]}. Correct `ann_file`, `image_list`, '
                         '`repeat`, `split` or `data_prefix` in the config')


def shared_subjects(first: Dataset, second: Dataset) -> Dict[str, List[str]]:
    """Subjects that are in both of two parts.

    Args:
        first (Dataset): See :func:`check_disjoint`.
        second (Dataset): Likewise.

    Returns:
        dict[str, list[str]]: Database to subjects, sorted; only databases that have any.
    """
    common: Dict[str, Set[str]] = defaultdict(set)
    known = [[(dataset, dataset.subjects()) for dataset in _find_datasets(part)]
             for part in (first, second)]
    for (one, subjects), (other, theirs) in product(*known):
        database = _common_database(one, other)
        if database is not None:
            common[database] |= subjects & theirs
    return {database: sorted(subjects) for database, subjects in common.items() if subjects}


def _find_datasets(dataset: Dataset) -> List[FaceDataset]:
    return [leaf for leaf in leaf_datasets(dataset) if isinstance(leaf, FaceDataset)]


def _common_database(first: FaceDataset, second: FaceDataset) -> Optional[str]:
    """Within what two datasets call the same person by the same name; None: nothing.

    A folder of unlabelled images belongs to the database of its ``data_root``, and your own images
    are one database there, whatever the folders.
    """
    if first.DATABASE and second.DATABASE:
        return first.DATABASE if first.DATABASE == second.DATABASE else None
    roots = {osp.realpath(dataset.data_root or dataset.img_prefix) for dataset in (first, second)}
    if len(roots) > 1:
        return None
    return first.DATABASE or second.DATABASE or roots.pop()


def _paths(datasets: List[FaceDataset]) -> Iterator[str]:
    real = lru_cache(maxsize=None)(osp.realpath)  # of folders; of each file it takes too long
    for dataset in datasets:
        for name in dataset.image_names():
            folder, file = osp.split(osp.join(dataset.img_prefix, name))
            yield osp.join(real(folder), file)
