"""From the images of a folder to the subjects on them."""
import os.path as osp
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence

import numpy as np
from sklearn.metrics import adjusted_rand_score, silhouette_score

from .face_descriptor import SIZE, describe_faces
from .grouping import choose_groups, group_subjects
from .whitening import within_subject_whitening

#: A mean silhouette below it says little: rendered images of 400 strangers had 0.08, those of
#: persons with 10 to 40 images each 0.12 to 0.17, and with known subjects beside them 0.15.
WEAK_SILHOUETTE = 0.1

_NAME = 'found_{:04d}'


class FoundSubjects(NamedTuple):
    """What :func:`find_subjects` found.

    Attributes:
        subjects (dict[str, str, optional]): Image to subject; None where it cannot be read.
        sizes (list[int]): Images of each subject that was found, the largest number first.
        silhouette (float, optional): How much nearer an image is to those of its own subject than
            to those of the next, mean, in [-1, 1]; see :data:`WEAK_SILHOUETTE`. None where there is
            one subject, or as many as images.
        agreement (float, optional): How well known persons are found who are not among those that
            teach: adjusted Rand index, at most 1; 0 is chance. None with fewer than four of them.
        failures (list[str]): An error for each image that cannot be read.
    """

    subjects: Dict[str, Optional[str]]
    sizes: List[int]
    silhouette: Optional[float]
    agreement: Optional[float]
    failures: List[str]


def find_subjects(folder: str,
                  names: Sequence[str],
                  known: Optional[Mapping[str, str]] = None,
                  num_subjects: Optional[int] = None,
                  workers: int = 1) -> FoundSubjects:
    """Find out which images show the same person, by face recognition.

    Each face becomes a descriptor, known persons say which of its directions change from image to
    image of one person (:func:`within_subject_whitening`), and the images are put into groups
    (:func:`group_subjects`). An image whose subject is known keeps it.

    Args:
        folder (str): Where the images are: aligned faces, one each.
        names (Sequence[str]): N images, relative to it.
        known (Mapping[str, str], optional): Image, relative to the folder, to subject. Defaults to
            None: descriptors are compared as they are.
        num_subjects (int, optional): Number of subjects to find. Defaults to None: what fits best.
        workers (int): Processes. Defaults to 1.

    Returns:
        FoundSubjects: See there.

    Raises:
        ImportError: If dlib, or the files of its network, are missing.
        ValueError: If the known subjects teach nothing, or the images cannot be grouped so.
    """
    known = known or {}
    wanted = [name for name in names if name not in known]
    if not wanted:
        raise ValueError('the subject of every image is known: there is none to find')
    every = wanted + list(known)
    descriptors = np.full((len(every), SIZE), np.nan)
    failures = []
    for index, values, error in describe_faces([osp.join(folder, name) for name in every], workers):
        if values is None:
            failures.append(error)
        else:
            descriptors[index] = values
    readable = ~np.isnan(descriptors).any(axis=1)
    sought, taught = readable[:len(wanted)], readable[len(wanted):]
    unknown = descriptors[:len(wanted)][sought]
    teaching = descriptors[len(wanted):][taught]
    teachers = np.array(list(known.values()), object)[taught]
    if known:
        unknown = unknown @ within_subject_whitening(teaching, teachers)
    groups = group_subjects(unknown, num_subjects)
    subjects: Dict[str, Optional[str]] = {name: known.get(name) for name in names}
    subjects.update(zip(np.array(wanted, object)[sought],
                        (_NAME.format(group) for group in groups)))
    sizes = sorted(np.bincount(groups).tolist(), reverse=True)
    silhouette = None
    if 1 < len(sizes) < len(groups):
        silhouette = float(silhouette_score(unknown, groups))
    return FoundSubjects(subjects, sizes, silhouette, _agreement(teaching, teachers),
                         sorted(failures))


def _agreement(descriptors: np.ndarray, subjects: np.ndarray) -> Optional[float]:
    """How well each half of the known subjects is found by what the other half teaches."""
    names, codes = np.unique(subjects.astype(str), return_inverse=True)
    if len(names) < 4:
        return None
    scores = []
    for half in (0, 1):
        tested = codes % 2 == half
        if (np.bincount(codes[~tested]) < 2).all() or tested.sum() < 3:
            return None
        seen = descriptors[tested] @ within_subject_whitening(descriptors[~tested], codes[~tested])
        scores.append(adjusted_rand_score(codes[tested], choose_groups(seen)[0]))
    return float(np.mean(scores))
