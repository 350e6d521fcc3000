"""From the stored scores of the finished tests to numbers and differences."""
from typing import Dict, List, Mapping, NamedTuple, Sequence, Tuple

import numpy as np
import pandas as pd

from mlcr_mm.evaluation.scores import Scores

from .bootstrap import Difference, paired_difference, resample_images, resample_repeats
from .ensemble import ensemble_of
from .evaluation import Evaluation, check_same_images
from .measures import ENSEMBLE_MEASURES, MEASURES, measured_arrays, per_label
from .paper_tables import Section
from .shared_networks import SharedNetworks

_Test = Tuple[int, str]  # index of a row, and repeat


class RowResult(NamedTuple):
    """What was measured for a row.

    Attributes:
        f1 (DataFrame): F1 in percent, the mean over the views, a line per repeat and a column per
            label; NaN for a label without positives there. Empty if the row was not run.
        values (DataFrame): In percent, a line per repeat and a column per name of
            :data:`MEASURES`; NaN for an ensemble without a second network.
        differences (dict[str, Difference]): To the reference, by measure; none of the reference.
        ensembles (SharedNetworks): What the ensembles of the row have in common.
    """

    f1: pd.DataFrame
    values: pd.DataFrame
    differences: Dict[str, Difference]
    ensembles: SharedNetworks = SharedNetworks([])


def collect(section: Section, cells: Mapping[int, Mapping[str, Evaluation]],
            partners: Mapping[str, str], num_resamples: int, seed: int = 0) -> List[RowResult]:
    """Measure the rows of a section by their finished tests.

    The difference between a row and the reference is the mean over the repeats (seeds, folds) that
    both have. In one resample the same images are drawn for all rows and all repeats that share
    test images, and of these repeats some are drawn, the same ones for both rows: the interval is
    about the choice of test images and about the choice of seeds.

    Args:
        section (Section): Its rows and their reference.
        cells (Mapping): Index of a row to its tests by repeat.
        partners (Mapping[str, str]): Repeat to the one whose network completes the ensemble of a
            model of one network.
        num_resamples (int): Of the bootstrap.
        seed (int): Of the bootstrap. Defaults to 0.

    Returns:
        list[RowResult]: One per row.

    Raises:
        ValueError: If a row and the reference, or the two networks of an ensemble, were tested on
            different images.
    """
    found = {(number, repeat): evaluation.read()
             for number, tests in cells.items()
             for repeat, evaluation in tests.items() if evaluation.is_done}
    arrays = {test: measured_arrays(scores, ensemble_of(
        scores, found.get((test[0], partners.get(test[1]))),
        f'{section.rows[test[0]].name}, {test[1]}')) for test, scores in found.items()}
    results = [_measure(number, found, arrays, partners) for number in range(len(section.rows))]
    reference = [row.name for row in section.rows].index(section.reference)
    if not any(number == reference for number, _ in found):
        return results
    resampled = _resample(found, arrays, num_resamples, seed)
    for number, row in enumerate(section.rows):
        if number != reference:
            results[number].differences.update(_differences(
                row.name, number, reference, found, results, resampled, partners, seed))
    return results


def _measure(number: int, found: Mapping[_Test, Scores],
             arrays: Mapping[_Test, Dict[str, np.ndarray]],
             partners: Mapping[str, str]) -> RowResult:
    """The numbers of one row, without differences."""
    f1, values = {}, {}
    for test, scores in found.items():
        if test[0] == number:
            by_label = per_label(arrays[test]['f1'], scores.labels)  # (C,)
            f1[test[1]] = {str(name): float(value) for name, value in
                           zip(scores.classes, by_label) if np.isfinite(value)}
            values[test[1]] = {name: float(np.nanmean(per_label(array, scores.labels)))
                               for name, array in arrays[test].items()}
    return RowResult(pd.DataFrame(list(f1.values()), index=list(f1)),
                     pd.DataFrame(list(values.values()), index=list(values), columns=MEASURES), {},
                     _shared([test for test in found if test[0] == number
                              and 'f1_ensemble' in arrays[test]], found, partners))


def _shared(tests: Sequence[_Test], found: Mapping[_Test, Scores],
            partners: Mapping[str, str]) -> SharedNetworks:
    """What ensembles have in common; two views are two networks of their own."""
    return SharedNetworks([
        (repeat, f'{repeat}, view 2' if len(found[number, repeat].scores) > 1 else partners[repeat])
        for number, repeat in tests])


def _resample(found: Mapping[_Test, Scores], arrays: Mapping[_Test, Dict[str, np.ndarray]],
              num_resamples: int, seed: int) -> Dict[Tuple[str, _Test], np.ndarray]:
    """Each measure of each test in each resample, ``(B,)``."""
    resampled = {}
    for index, tests in enumerate(_by_test_set(found).values()):
        for name in MEASURES:
            measured = [test for test in tests if name in arrays[test]]
            if measured:
                values = resample_images(found[tests[0]].labels,
                                         [arrays[test][name] for test in measured],
                                         num_resamples, seed + index)
                resampled.update({(name, test): value for test, value in zip(measured, values)})
    return resampled


def _differences(name: str, number: int, reference: int, found: Mapping[_Test, Scores],
                 results: Sequence[RowResult],
                 resampled: Mapping[Tuple[str, _Test], np.ndarray],
                 partners: Mapping[str, str], seed: int) -> Dict[str, Difference]:
    """The row minus the reference, by measure."""
    differences = {}

    def values_of(tests: Sequence[_Test]) -> np.ndarray:
        values = np.stack([resampled[measure, test] for test in tests])
        if measure in ENSEMBLE_MEASURES:
            return _shared(tests, found, partners).spread(values)
        return values

    for measure in MEASURES:
        both = [test for test in found if test[0] == number and (measure, test) in resampled
                and (measure, (reference, test[1])) in resampled]
        if not both:
            continue
        for test in both:
            check_same_images(f'{name} and the reference', found[test],
                              found[reference, test[1]])
        repeats = [repeat for _, repeat in both]
        mine, theirs = (results[row].values.loc[repeats, measure].mean()
                        for row in (number, reference))
        # Seeds are drawn among those with the same test images; each fold stays.
        drawn = sum(len(tests) * resample_repeats(
            values_of(tests) - values_of([(reference, repeat) for _, repeat in tests]), seed)
            for tests in _by_test_set({test: found[test] for test in both}).values())
        differences[measure] = paired_difference(mine - theirs, drawn / len(both))
    return differences


def _by_test_set(found: Mapping[_Test, Scores]) -> Dict[tuple, List[_Test]]:
    groups: Dict[tuple, List[_Test]] = {}
    for test, scores in found.items():
        groups.setdefault(scores.test_set, []).append(test)
    return groups


def labels_of(results: Sequence[RowResult]) -> List[str]:
    """Labels that any row has, in the order of the data."""
    return list(dict.fromkeys(label for result in results for label in result.f1.columns))
