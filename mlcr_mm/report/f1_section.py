"""F1 per label, with the interval that the choice of the images leaves."""
from typing import Dict

import numpy as np

from mlcr_mm.evaluation.average_precision import average_precision
from mlcr_mm.evaluation.decision import decide
from mlcr_mm.evaluation.f1 import count_decisions, f1_from_counts
from mlcr_mm.evaluation.resampled_f1 import resampled_f1
from mlcr_mm.labels import PRESENT, known_mask
from mlcr_mm.visualization import Intervals, draw_label_intervals

from .answers import Answers
from .section import Section, Table, percent, picture

RAW, CALIBRATED = 'raw', 'calibrated'
_AVERAGE = 'average'


def f1_section(answers: Answers, num_resamples: int, seed: int = 0) -> Section:
    """F1 of the prediction, raw and calibrated.

    Args:
        answers (Answers): Of the model.
        num_resamples (int): Of the bootstrap.
        seed (int): Of its draws. Defaults to 0.
    """
    scores = answers.scores
    series = f1_intervals(answers, num_resamples, seed)
    what = 'the mean of the two networks' if answers.num_views else 'the network'
    text = (f'F1 in percent of {what} at a probability of 0.5, on known labels. Lines are 95 % '
            f'intervals over {num_resamples} resamples of the {len(scores.images)} images: they '
            'say how much the choice of the test images matters, not what another seed would do.')
    section = Section('F1 per label', [text, (
        'Calibrated: the decisions of the model, which shifts the logits of each label by what its '
        'training images say (default_hooks.calibration); raw: as the networks give them.'
        if answers.is_calibrated else 'This model is not calibrated: raw is all there is.')])
    labels = [*map(str, scores.classes), _AVERAGE]
    section.pictures.append(picture(draw_label_intervals(labels, series, 'F1 (%)'),
                                    'F1 of every label with its interval'))
    section.tables.append(_table(answers, labels, series))
    return section


def f1_intervals(answers: Answers, num_resamples: int, seed: int) -> Dict[str, Intervals]:
    """F1 of the labels and of their average, each ``(C + 1,)`` in percent, by what they are of."""
    scores = answers.scores
    series = {RAW: scores.raw[0]}
    if answers.is_calibrated:
        series[CALIBRATED] = scores.scores[0]
    decisions = [decide(part) for part in series.values()]
    drawn = resampled_f1(scores.labels, [part[None] for part in decisions], num_resamples, seed)
    intervals = {}
    for name, part, samples in zip(series, decisions, drawn):
        value = f1_from_counts(count_decisions(part, scores.labels))
        samples = samples[:, 0, np.isfinite(value)]  # (B, labels that have an F1)
        low, high = np.full((2, len(value)), np.nan)
        low[np.isfinite(value)], high[np.isfinite(value)] = np.nanpercentile(
            samples, [2.5, 97.5], axis=0)
        average = np.nanpercentile(np.nanmean(samples, axis=1), [2.5, 97.5])
        intervals[name] = Intervals(np.append(value, np.nanmean(value)), np.append(low, average[0]),
                                    np.append(high, average[1]))
    return intervals


def _table(answers: Answers, labels: list, series: Dict[str, Intervals]) -> Table:
    scores = answers.scores
    precision = average_precision(scores.scores[0], scores.labels)
    columns = {f'{name} F1 [95 %]': [
        f'{percent(value)} [{percent(low)}, {percent(high)}]' for value, low, high in zip(*part)]
        for name, part in series.items()}
    for view in range(answers.num_views):
        f1 = f1_from_counts(count_decisions(decide(scores.scores[view + 1]), scores.labels))
        columns[f'F1, view {view + 1}'] = [*map(percent, f1), percent(np.nanmean(f1))]
    columns['average precision'] = [*map(percent, precision), percent(np.nanmean(precision))]
    positives, known = (scores.labels == PRESENT).sum(axis=0), known_mask(scores.labels).sum(axis=0)
    columns['positives / known'] = [*(f'{some} / {all_}' for some, all_ in zip(positives, known)),
                                    f'{positives.sum()} / {known.sum()}']
    return Table(['label', *columns], list(zip(labels, *columns.values())))
