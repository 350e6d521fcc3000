"""The rounds of multi-label co-training."""
from typing import List, NamedTuple, Sequence

import numpy as np

from mlcr_mm.labels import UNKNOWN, label_shares
from mlcr_mm.pseudo_labels import exchange_views

from .co_occurrence import adjust_likelihoods, conditional_presence
from .linear_classifiers import fit_linear_classifiers, likelihoods
from .reliability import filter_labels, select_reliable

_MIN_SCALE = 0.05  # of the mean standard deviation of a view's features


class MLCTResult(NamedTuple):
    """What the rounds end with.

    Attributes:
        weights (list[np.ndarray]): Classifiers of each view for the features as they were given,
            float64 ``(C, D_v + 1)``, bias last.
        communicated (np.ndarray): Label codes that each view got from the other, of the unlabelled
            images, int8 ``(V, N, C)``.
    """

    weights: List[np.ndarray]
    communicated: np.ndarray


def multi_label_co_training(labeled: Sequence[np.ndarray], labels: np.ndarray,
                            unlabeled: Sequence[np.ndarray], rounds: int, sample_share: float,
                            adjustment: float, **classifier) -> MLCTResult:
    """Train linear classifiers of two views that label images for each other.

    In each round, each view is fitted to the labelled images and to what it was told; its
    likelihoods of the unlabelled images are adjusted by the co-occurrence in the labelled images;
    the most reliable of the images that are left are selected; and each view tells the other one
    the labels of them that pass its filter. What has been told stays, as in Blum and Mitchell's
    co-training. The features of each view are standardised over all images for the fits,
    features that hardly change less than that.

    Args:
        labeled (Sequence[np.ndarray]): Per view, features ``(N_l, D_v)`` of the labelled images.
        labels (np.ndarray): Their label codes ``(N_l, C)``.
        unlabeled (Sequence[np.ndarray]): Per view, features ``(N_u, D_v)``.
        rounds (int): >= 0; 0 gives classifiers of the labelled images alone.
        sample_share (float): Share of the unlabelled images selected in each round, in (0, 1].
        adjustment (float): Strength of the co-occurrence, see :func:`adjust_likelihoods`.
        **classifier: Those of :class:`sklearn.linear_model.LogisticRegression`.

    Returns:
        MLCTResult: Classifiers and communicated labels.
    """
    moments = [_moments(np.concatenate(pair)) for pair in zip(labeled, unlabeled)]
    labeled = [(x - mean) / scale for x, (mean, scale) in zip(labeled, moments)]
    unlabeled = [(x - mean) / scale for x, (mean, scale) in zip(unlabeled, moments)]
    conditional, prior = conditional_presence(labels), label_shares(labels)
    num_images = len(unlabeled[0])
    count = int(np.ceil(sample_share * num_images))
    communicated = np.full((len(unlabeled), num_images, labels.shape[1]), UNKNOWN, dtype=np.int8)
    pool = np.arange(num_images)

    def fit() -> List[np.ndarray]:
        return [
            fit_linear_classifiers(
                np.concatenate(features), np.concatenate([labels, told]), **classifier)
            for *features, told in zip(labeled, unlabeled, communicated)
        ]

    for _ in range(rounds):
        if not len(pool):
            break
        adjusted = np.stack([
            adjust_likelihoods(likelihoods(x, weights), conditional, prior, adjustment)
            for x, weights in zip(unlabeled, fit())
        ])  # (V, N, C)
        selected = select_reliable(adjusted, pool, count)
        communicated[:, selected] = exchange_views(
            np.stack([filter_labels(view[selected]) for view in adjusted]))
        pool = np.setdiff1d(pool, selected)
    return MLCTResult([_unstandardize(w, *m) for w, m in zip(fit(), moments)], communicated)


def _moments(features: np.ndarray) -> List[np.ndarray]:
    """Mean and scale ``(D,)``: the standard deviation, with a floor.

    Without one, a feature that hardly ever changes would get weights of thousands, which float32
    cannot add up.
    """
    scale = features.std(axis=0, dtype=np.float64)
    floor = _MIN_SCALE * scale.mean()
    return [features.mean(axis=0, dtype=np.float64), np.maximum(scale, floor) if floor > 0 else
            np.ones_like(scale)]


def _unstandardize(weights: np.ndarray, mean: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Classifiers ``(C, D + 1)`` of standardised features, for the features as they were."""
    direction = weights[:, :-1] / scale
    return np.column_stack([direction, weights[:, -1] - direction @ mean])
