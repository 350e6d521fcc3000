"""Learning from known persons in what images of one person differ."""
import numpy as np
from sklearn.covariance import LedoitWolf

NO_PAIR = ('no known subject has two images, so that they do not tell in what those of one person '
           'differ; name more of them, or none')


def has_pair(subjects: np.ndarray) -> bool:
    """Whether a subject has two images.

    Args:
        subjects (np.ndarray): ``(N,)``, equal for images of one subject.
    """
    return len(np.unique(subjects)) < len(subjects)


def within_subject_whitening(descriptors: np.ndarray, subjects: np.ndarray) -> np.ndarray:
    """A change of coordinates in which images of one person differ equally in all directions.

    Light, pose and expression move a descriptor, too. In these coordinates their directions count
    less, and those that tell persons apart count more: the first half of a linear discriminant
    analysis. The covariance within the subjects is shrunk as far as Ledoit and Wolf (2004) say.

    Args:
        descriptors (np.ndarray): ``(N, D)``.
        subjects (np.ndarray): ``(N,)``, equal for images of one subject.

    Returns:
        np.ndarray: ``(D, D)``; multiply descriptors with it from the right.

    Raises:
        ValueError: If no subject has two images, or those of each are copies of each other.
    """
    if not has_pair(subjects):
        raise ValueError(NO_PAIR)
    _, codes, sizes = np.unique(subjects, return_inverse=True, return_counts=True)
    means = np.zeros((len(sizes), descriptors.shape[1]))
    np.add.at(means, codes, descriptors)
    rest = descriptors - (means / sizes[:, None])[codes]
    covariance = LedoitWolf(assume_centered=True).fit(rest[sizes[codes] > 1]).covariance_
    values, vectors = np.linalg.eigh(covariance)
    # Copies of one image differ in nothing: a floor keeps what is never seen to change finite.
    values = np.maximum(values, values.max() * 1e-6)
    if not values.max() > 0:
        raise ValueError('the images of each known subject are copies of each other, so that they '
                         'do not tell in what images of one differ')
    return vectors / np.sqrt(values) @ vectors.T
