"""Precision and recall, and what the probabilities are worth."""
import numpy as np

from mlcr_mm.evaluation.decision import decide
from mlcr_mm.labels import PRESENT, known_mask
from mlcr_mm.visualization import draw_precision_recall, draw_reliability

from .answers import Answers
from .f1_section import CALIBRATED, RAW
from .section import Section, Table, picture


def precision_recall_section(answers: Answers) -> Section:
    """Precision-recall curves of the prediction."""
    scores = answers.scores
    figure = draw_precision_recall(list(scores.classes), scores.scores[0], scores.labels,
                                   decide(scores.scores[0]))
    return Section(
        'Precision and recall',
        ['Each curve shows what any other threshold would give; the dot is the decision at 0.5, '
         'the broken line a guess (the share of images with the label). AP: average precision.'],
        [picture(figure, 'Precision-recall curve of every label')])


def reliability_section(answers: Answers) -> Section:
    """Reliability diagrams and Brier scores, raw and calibrated."""
    scores = answers.scores
    series = {RAW: scores.raw[0]}
    if answers.is_calibrated:
        series[CALIBRATED] = scores.scores[0]
    text = ('Points on the diagonal: of the images with such a probability, that share has the '
            'label. Eight bins of equally many images. Calibration here moves the place where 0.5 '
            'lies, so that decisions fit; it does not make probabilities true. Brier score: mean '
            'squared error of the probability, 0 is perfect.')
    figure = draw_reliability(list(scores.classes), series, scores.labels)
    rows = [[str(label), *(brier_score(part[:, place], scores.labels[:, place])
                           for part in series.values())]
            for place, label in enumerate(scores.classes)]
    return Section(
        'Reliability', [text], [picture(figure, 'Reliability diagram of every label')],
        [Table(['label', *(f'Brier score, {name}' for name in series)], rows)])


def brier_score(scores: np.ndarray, labels: np.ndarray) -> str:
    """Brier score of one label, ``(N,)`` each, as text; a dash where nothing is known."""
    from sklearn.metrics import brier_score_loss

    known = known_mask(labels)
    if not known.any():
        return '–'
    return f'{brier_score_loss(labels[known] == PRESENT, scores[known], labels=[False, True]):.3f}'
