"""Images that stand for all others: greedy k-centre."""
from typing import List, NamedTuple, Optional

import numpy as np
from sklearn.metrics import pairwise_distances


class Centers(NamedTuple):
    """What k-centre chose.

    Attributes:
        indices (list[int]): Of the points, in the order in which they were chosen.
        distances (list[float]): Of each to the nearest centre before it; NaN for the first where
            there was none.
    """

    indices: List[int]
    distances: List[float]


def k_center_greedy(features: np.ndarray, count: int, first: int = 0,
                    covered: Optional[np.ndarray] = None) -> Centers:
    """Choose points so that every point has a chosen one near: always the farthest from all so far.

    At most twice as far as the best choice leaves the farthest point (Gonzalez 1985); the core-set
    rule of `Sener and Savarese <https://arxiv.org/abs/1708.00489>`_. Time ``O(N D count)``, memory
    ``O(N D)``.

    Args:
        features (np.ndarray): Points ``(N, D)``.
        count (int): How many; all where there are fewer.
        first (int): The first centre, unless points are covered. Defaults to 0.
        covered (np.ndarray, optional): Centres that there are already, ``(M, D)``, e.g. the
            labelled images. Defaults to None.

    Returns:
        Centers: Of equally far points the one of lower index comes first.
    """
    count = min(count, len(features))
    nearest = np.full(len(features), np.inf)  # to the centres so far
    for start in range(0, 0 if covered is None else len(covered), 256):
        nearest = np.minimum(
            nearest, pairwise_distances(features, covered[start:start + 256]).min(axis=1))
    chosen, distances = [], []
    while len(chosen) < count:
        index = first if np.isinf(nearest).all() else int(nearest.argmax())
        chosen.append(index)
        distances.append(float(nearest[index]) if np.isfinite(nearest[index]) else np.nan)
        nearest = np.minimum(nearest, pairwise_distances(features, features[[index]])[:, 0])
        nearest[chosen] = -1.  # so that copies of a chosen point are chosen last, and none twice
    return Centers(chosen, distances)
