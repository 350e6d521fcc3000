"""From the stored scores of the finished tests to F1 values and differences."""
from typing import Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

import numpy as np
import pandas as pd

from mlcr_mm.evaluation.scores import Scores

from .bootstrap import Difference, paired_difference, resampled_average_f1
from .ensemble import Ensemble
from .evaluation import Evaluation, check_same_images
from .paper_tables import Section
from .row_measures import f1_by_label, measures, row_decisions


class RowResult(NamedTuple):
    """What was measured for a row.

    Attributes:
        f1 (DataFrame): F1 in percent, a line per repeat and a column per label; NaN for a label
            without positives there. Empty if the row was not run.
        difference (Difference, optional): To the reference.
        paired (int): Repeats that the difference is taken over.
        measures (DataFrame): Of the averages over the labels, a line per repeat: 'uncalibrated',
            the F1 of the logits as they are, and 'map', the mean average precision, in percent.
            Empty if the row was not run.
    """

    f1: pd.DataFrame
    difference: Optional[Difference] = None
    paired: int = 0
    measures: pd.DataFrame = pd.DataFrame()

    def averages(self) -> pd.Series:
        """Average F1 over the labels, per repeat."""
        return self.f1.mean(axis=1)


def collect(section: Section, cells: Dict[int, Dict[str, Union[Evaluation, Ensemble]]],
            num_resamples: int,
            seed: int = 0) -> List[RowResult]:
    """Measure the rows of a section by their finished tests.

    The difference between a row and the reference is the mean over the repeats (seeds, folds) that
    both have. In one resample the same images are drawn for all rows and all repeats that share
    test images; the interval is thus about the choice of test images, with the trained networks as
    they are. How far another seed takes the F1 is told by the standard deviation.

    Args:
        section (Section): Its rows and their reference.
        cells (dict): Index of a row to its tests by repeat.
        num_resamples (int): Of the bootstrap.
        seed (int): Of the bootstrap. Defaults to 0.

    Returns:
        list[RowResult]: One per row.

    Raises:
        ValueError: If a row and the reference were tested on different images.
    """
    found = {number: {repeat: evaluation.read()
                      for repeat, evaluation in tests.items() if evaluation.is_done}
             for number, tests in cells.items()}
    results = [RowResult(_table(f1_by_label, found.get(number, {}), row.ensemble),
                         measures=_table(measures, found.get(number, {}), row.ensemble))
               for number, row in enumerate(section.rows)]
    reference = [row.name for row in section.rows].index(section.reference)
    averages = [result.averages() for result in results]
    resampled = _resample(section, found, num_resamples, seed) if len(averages[reference]) else {}
    for number, row in enumerate(section.rows):
        common = [repeat for repeat in averages[number].index if repeat in averages[reference]]
        if common and number != reference:
            for repeat in common:
                check_same_images(f'{row.name} and the reference', found[number][repeat],
                                  found[reference][repeat])
            value = averages[number][common].mean() - averages[reference][common].mean()
            drawn = np.mean([resampled[number, repeat] - resampled[reference, repeat]
                             for repeat in common], axis=0)  # (B,)
            results[number] = results[number]._replace(
                difference=paired_difference(value, drawn), paired=len(common))
    return results


def _table(measure: Callable[[Scores, bool], Dict[str, float]], tests: Dict[str, Scores],
           ensemble: bool) -> pd.DataFrame:
    """What is measured in each test, a line per repeat."""
    return pd.DataFrame([measure(scores, ensemble) for scores in tests.values()],
                        index=list(tests))


def _resample(section: Section, found: Dict[int, Dict[str, Scores]], num_resamples: int,
              seed: int) -> Dict[Tuple[int, str], np.ndarray]:
    """Average F1 in each resample, ``(B,)``, of each row and repeat."""
    groups: Dict[tuple, List[Tuple[int, str]]] = {}
    for number, by_repeat in found.items():
        for repeat, scores in by_repeat.items():
            groups.setdefault(scores.test_set, []).append((number, repeat))
    resampled = {}
    for index, members in enumerate(groups.values()):
        decisions = [row_decisions(found[number][repeat], section.rows[number].ensemble)
                     for number, repeat in members]
        first, repeat = members[0]
        averages = resampled_average_f1(found[first][repeat].labels, decisions, num_resamples,
                                        seed + index)
        resampled.update(zip(members, averages))
    return resampled


def labels_of(results: Sequence[RowResult]) -> List[str]:
    """Labels that any row has, in the order of the data."""
    return list(dict.fromkeys(label for result in results for label in result.f1.columns))
