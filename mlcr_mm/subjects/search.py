"""From the images of a folder to the subjects on them."""
import os.path as osp
from itertools import compress, count, islice
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from sklearn.metrics import adjusted_rand_score, silhouette_score

from .face_descriptor import SIZE, describe_faces
from .grouping import check_count, choose_groups, group_subjects
from .whitening import NO_PAIR, has_pair, within_subject_whitening

#: A mean silhouette below it says little: rendered images of 400 strangers had 0.08, those of
#: persons with 10 to 40 images each 0.12 to 0.17, and with known subjects beside them 0.15.
WEAK_SILHOUETTE = 0.1
#: Known subjects are not told apart well below it: 25 rendered persons were with 0.95.
WEAK_AGREEMENT = 0.8


class FoundSubjects(NamedTuple):
    """What :func:`find_subjects` found.

    Attributes:
        subjects (dict[str, str, optional]): Image to subject; None where it cannot be described.
        sizes (list[int]): Images of each subject that was found, the largest number first.
        silhouette (float, optional): How much nearer an image is to those of its own subject than
            to those of the next, mean, in [-1, 1]; see :data:`WEAK_SILHOUETTE`. None where there is
            one subject, or as many as images.
        agreement (float, optional): How well known persons are found who are not among those that
            teach: adjusted Rand index, at most 1; 0 is chance. None with fewer than four of them,
            or where half of them teach nothing.
        failures (list[str]): An error for each image that cannot be described.
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
    (:func:`group_subjects`). An image whose subject is known keeps it; the others get new ones,
    also where they show a known person.

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
        FileNotFoundError: If an image does not exist.
        ValueError: If the known subjects teach nothing or contradict each other, or the images
            cannot be grouped so.
    """
    teachers = _by_path(folder, known or {})
    paths = {name: _path(folder, name) for name in names}
    wanted = [name for name in names if paths[name] not in teachers]
    _refuse_missing(list(paths.values()), folder)
    _refuse_missing(list(teachers), folder, 'known ')
    if not wanted:
        raise ValueError('the subject of every image is known: there is none to find')
    check_count(len(wanted), num_subjects)
    taught = np.array(list(teachers.values()), str)
    if known and not has_pair(taught):
        raise ValueError(NO_PAIR)

    every = [paths[name] for name in wanted] + list(teachers)
    descriptors, failures = _describe(every, workers)
    described = ~np.isnan(descriptors).any(axis=1)
    sought, teaches = np.split(described, [len(wanted)])
    unknown, teaching = (part[rows] for part, rows in zip(
        np.split(descriptors, [len(wanted)]), (sought, teaches)))
    taught = taught[teaches]
    try:
        if known:
            unknown = unknown @ within_subject_whitening(teaching, taught)
        groups = group_subjects(unknown, num_subjects)
    except ValueError as error:
        if failures:
            raise ValueError(f'{len(failures)} of {len(every)} images cannot be described, the '
                             f'first: {failures[0]}. With the others, {error}') from error
        raise
    subjects = {name: teachers.get(path) for name, path in paths.items()}
    new_names = list(islice(_new_names(set(teachers.values())), int(groups.max()) + 1))
    subjects.update(zip(compress(wanted, sought), (new_names[group] for group in groups)))
    sizes = sorted(np.bincount(groups).tolist(), reverse=True)
    silhouette = None
    if 1 < len(sizes) < len(groups):
        silhouette = float(silhouette_score(unknown, groups))
    return FoundSubjects(subjects, sizes, silhouette, _agreement(teaching, taught), failures)


def _path(folder: str, name: str) -> str:
    """One spelling for each file."""
    return osp.abspath(osp.join(folder, name))


def _by_path(folder: str, known: Mapping[str, str]) -> Dict[str, str]:
    subjects: Dict[str, str] = {}
    for name, subject in known.items():
        first = subjects.setdefault(_path(folder, name), subject)
        if first != subject:
            raise ValueError(f'the known image {name} is said to show {subject} and, in another '
                             f'spelling of its name, {first}; take one line out')
    return subjects


def _refuse_missing(paths: Sequence[str], folder: str, kind: str = '') -> None:
    missing = [path for path in paths if not osp.isfile(path)]
    if missing:
        raise FileNotFoundError(
            f'{len(missing)} of {len(paths)} {kind}images do not exist, the first: {missing[0]}; '
            f'take their lines out, or correct them: names are relative to {folder}')


def _describe(paths: Sequence[str], workers: int) -> Tuple[np.ndarray, List[str]]:
    """Descriptors ``(N, 128)``, NaN where there is none, and an error for each of these."""
    descriptors, failures = np.full((len(paths), SIZE), np.nan), []
    for index, values, error in describe_faces(paths, workers):
        if values is None:
            failures.append(error)
        else:
            descriptors[index] = values
    return descriptors, sorted(failures)


def _new_names(used: 'set[str]') -> Iterator[str]:
    return (name for name in map('found_{:04d}'.format, count()) if name not in used)


def _agreement(descriptors: np.ndarray, subjects: np.ndarray) -> Optional[float]:
    """How well each half of the known subjects is found by what the other half teaches."""
    names, codes = np.unique(subjects, return_inverse=True)
    if len(names) < 4:
        return None
    scores = []
    for half in (0, 1):
        tested = codes % 2 == half
        try:
            whitening = within_subject_whitening(descriptors[~tested], codes[~tested])
            groups = choose_groups(descriptors[tested] @ whitening)[0]
        except ValueError:  # too few, too many, or all alike: nothing can be said
            return None
        scores.append(adjusted_rand_score(codes[tested], groups))
    return float(np.mean(scores))
