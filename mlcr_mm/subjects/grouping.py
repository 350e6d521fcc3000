"""Groups of descriptors: one for each person."""
from typing import Dict, Optional, Tuple

import numpy as np
from pandas import factorize
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import pairwise_distances, silhouette_score

#: More take too much memory: a distance for every pair.
MAX_IMAGES = 20_000

_STEP = 1.15  # from one number of subjects that is tried to the next
_FINE = 12  # numbers that are tried around the best of them


def check_count(count: int, num_subjects: Optional[int] = None) -> None:
    """Refuse what cannot be grouped.

    Args:
        count (int): Number of images.
        num_subjects (int, optional): Number of groups. Defaults to None: it is to be found.

    Raises:
        ValueError: If there are fewer images than groups, fewer than three without a number, or
            more than :data:`MAX_IMAGES`.
    """
    if count > MAX_IMAGES:
        raise ValueError(f'{count} images are more than the {MAX_IMAGES} that can be grouped at a '
                         'time; group those of each source by themselves')
    if num_subjects is None and count < 3:
        raise ValueError(f'the number of subjects cannot be found from {count} images; say how '
                         'many there are (--num-subjects)')
    if num_subjects is not None and not 1 <= num_subjects <= count:
        raise ValueError(f'{count} images cannot be grouped into {num_subjects} subjects; say '
                         'another number (--num-subjects), or none')


def group_subjects(descriptors: np.ndarray, num_subjects: Optional[int] = None) -> np.ndarray:
    """Put images of one person into one group: Ward's clustering.

    Args:
        descriptors (np.ndarray): ``(N, D)``.
        num_subjects (int, optional): Number of groups. Defaults to None: :func:`choose_groups`.

    Returns:
        np.ndarray: Integers ``(N,)`` from 0 on, in the order in which the groups first occur.

    Raises:
        ValueError: See :func:`check_count`; also if copies of one image leave fewer groups than
            asked for.
    """
    if num_subjects is None:
        return choose_groups(descriptors)[0]
    check_count(len(descriptors), num_subjects)
    if len(descriptors) == 1:
        return np.zeros(1, int)
    groups, _ = factorize(fcluster(linkage(descriptors, 'ward'), num_subjects, 'maxclust'))
    if groups.max() + 1 < num_subjects:
        raise ValueError(f'{len(groups)} images fall into {groups.max() + 1} groups of copies, not '
                         f'into {num_subjects} subjects; say fewer (--num-subjects)')
    return groups


def choose_groups(descriptors: np.ndarray) -> Tuple[np.ndarray, Dict[int, float]]:
    """Group images into as many subjects as fit best: those with the highest mean silhouette.

    The silhouette (`Rousseeuw 1987 <https://doi.org/10.1016/0377-0427(87)90125-7>`_) of an image
    says how much nearer it is to the images of its own group than to those of the next one. Numbers
    from 2 to half of the images are tried, each 15 % larger than the one before, then those around
    the best.

    Args:
        descriptors (np.ndarray): ``(N, D)``, N from 3 on.

    Returns:
        tuple[np.ndarray, dict[int, float]]: Groups as :func:`group_subjects` gives them; and number
        of groups to mean silhouette, in [-1, 1].

    Raises:
        ValueError: See :func:`check_count`.
    """
    count = len(descriptors)
    check_count(count)
    tree, distances = linkage(descriptors, 'ward'), pairwise_distances(descriptors)
    np.fill_diagonal(distances, 0)  # rounding leaves a little
    silhouettes: Dict[int, float] = {}

    def groups(number: int) -> np.ndarray:
        return fcluster(tree, number, 'maxclust')

    def look(numbers: np.ndarray) -> None:
        for number in np.unique(np.round(numbers).astype(int)):
            found = groups(number)
            # Copies of one image cannot be cut apart: there may be fewer groups than asked for.
            if 2 <= len(np.unique(found)) < count:
                silhouettes.setdefault(int(number), silhouette_score(
                    distances, found, metric='precomputed'))

    most = max(count // 2, 2)
    steps = int(np.log(most / 2) / np.log(_STEP))
    look(np.append(2 * _STEP**np.arange(steps + 1.), most))
    if silhouettes:
        best = max(silhouettes, key=silhouettes.get)
        look(np.linspace(max(best / _STEP, 2), min(best * _STEP, most), _FINE))
    number = max(silhouettes, key=silhouettes.get, default=1)
    return factorize(groups(number))[0], silhouettes
