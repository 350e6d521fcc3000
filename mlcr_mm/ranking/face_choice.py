"""Choosing the faces to label."""
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

import numpy as np

from .candidates import Candidates
from .k_center import k_center_greedy

_DIVERSE = 'diverse'
#: Among how many times as many faces of the highest scores diversity chooses.
POOL_FACTOR = 5


class Choice(NamedTuple):
    """A face that is to be labelled.

    Attributes:
        index (int): Of the candidate.
        distance (float): In features, to the nearest one chosen before; NaN without diversity.
    """

    index: int
    distance: float


_SCORES: Dict[str, Callable[[Candidates], Optional[np.ndarray]]] = {
    'disagreement': lambda candidates: candidates.disagreement,
    'entropy': lambda candidates: candidates.entropy,
}
#: What a choice can go by; where ``diverse`` is in it, features are needed.
STRATEGIES: Tuple[str, ...] = (*_SCORES, *(f'{name}+{_DIVERSE}' for name in _SCORES), _DIVERSE)


def needs_features(by: str) -> bool:
    """Whether a strategy of :data:`STRATEGIES` looks at features."""
    return by.endswith(_DIVERSE)


def choose_faces(candidates: Candidates, by: str, count: int,
                 covered: Optional[np.ndarray] = None) -> List[Choice]:
    """Choose the faces that are worth a label most.

    - ``disagreement``, ``entropy``: those of the highest score.
    - ``disagreement+diverse``, ``entropy+diverse``: k-centre among the five times as many of the
      highest scores, from the highest on.
    - ``diverse``: k-centre among all, from the one in the middle of all on.

    Args:
        candidates (Candidates): N faces.
        by (str): One of :data:`STRATEGIES`.
        count (int): How many, >= 1; all where there are fewer.
        covered (np.ndarray, optional): Features of faces that have labels already, ``(M, D)``:
            diversity keeps away from them. Defaults to None.

    Returns:
        list[Choice]: The most valuable first.

    Raises:
        ValueError: If the model has one network only, and disagreement is asked for.
    """
    if by == _DIVERSE:
        features = candidates.features
        middle = np.linalg.norm(features - features.mean(axis=0), axis=1).argmin()
        return _spread(features, np.arange(len(features)), count, int(middle), covered)
    name = by.split('+')[0]
    scores = _SCORES[name](candidates)
    if scores is None:
        raise ValueError('disagreement needs a model of two networks, and this one has one: take '
                         '--by entropy')
    order = np.argsort(-scores, kind='stable')
    if not needs_features(by):
        return [Choice(int(index), np.nan) for index in order[:count]]
    pool = order[:POOL_FACTOR * count]
    return _spread(candidates.features[pool], pool, count, 0, covered)


def _spread(features: np.ndarray, indices: np.ndarray, count: int, first: int,
            covered: Optional[np.ndarray]) -> List[Choice]:
    centers = k_center_greedy(features, count, first, covered)
    return [Choice(int(indices[place]), distance)
            for place, distance in zip(centers.indices, centers.distances)]
