"""What a network says of a person, whatever the face does."""
import numpy as np


def remove_subject_offsets(logits: np.ndarray, subjects: np.ndarray) -> np.ndarray:
    """Take from the logits of each subject what they have more or less than those of all.

    A network that has seen few persons says "brows raised" of everybody whose brows are high: it
    adds an offset to all logits of a person. With several images of each person the offset can be
    told from what changes between them. Each label is a model of random intercepts, ``logit = mean
    + offset of the subject + rest``, whose variances are estimated by the analysis of variance; an
    offset is the difference of the subject's mean from that of all images, shrunk by how far it may
    be chance. With as many images of each subject that is the best linear unbiased prediction
    (`Robinson, Statistical Science 1991 <https://doi.org/10.1214/ss/1177011926>`_), with a factor
    of 1 - 1/F, where F is that of the analysis of variance, and 0 where F is below 1; with other
    numbers that prediction would weigh the subjects in the mean of all.

    It is right where subjects show a label about equally often, as in a protocol that all of them
    go through: what one of them really shows more often is taken for an offset, too.

    Args:
        logits (np.ndarray): ``(N, C)``; rows with NaN stay and count for nothing.
        subjects (np.ndarray): Integers ``(N,)``, equal for images of one subject; -1 where it is
            not known: these images stay as they are.

    Returns:
        np.ndarray: float32 ``(N, C)``. Equal to ``logits`` where :func:`num_comparable_subjects` is
        0.
    """
    known = (subjects >= 0) & ~np.isnan(logits).any(axis=1)
    moved = np.array(logits, np.float32)
    number = num_comparable_subjects(subjects[known])
    if not number:
        return moved
    _, codes, sizes = np.unique(subjects[known], return_inverse=True, return_counts=True)
    total = len(codes)
    values = logits[known].astype(np.float64)
    sums = np.zeros((number, values.shape[1]))
    np.add.at(sums, codes, values)
    means = sums / sizes[:, None]
    differences = means - values.mean(axis=0)
    within = ((values - means[codes])**2).sum(axis=0) / (total - number)
    between = (sizes[:, None] * differences**2).sum(axis=0) / (number - 1)
    mean_size = (total - (sizes**2).sum() / total) / (number - 1)
    variance = np.maximum(between - within, 0) / mean_size  # of the offsets
    chance = within / sizes[:, None]  # variance of a subject's mean without any offset
    # Where all logits are equal there is neither.
    share = variance / np.where(variance + chance > 0, variance + chance, 1)
    moved[known] = values - (share * differences)[codes]
    return moved


def num_comparable_subjects(subjects: np.ndarray) -> int:
    """How many subjects there are whose offsets can be told from the rest.

    Args:
        subjects (np.ndarray): Integers ``(N,)``; -1 where it is not known.

    Returns:
        int: 0 where there is only one, or none has two images.
    """
    known = subjects[subjects >= 0]
    number = len(np.unique(known))
    return number if 1 < number < len(known) else 0
