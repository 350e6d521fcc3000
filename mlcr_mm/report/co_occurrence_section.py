"""Which labels come together, in truth and in what the model says."""
import numpy as np

from mlcr_mm.evaluation.decision import decide
from mlcr_mm.labels import PRESENT, UNKNOWN, known_mask
from mlcr_mm.visualization import draw_correlation_maps

from .answers import Answers
from .section import Section, picture


def co_occurrence_section(answers: Answers) -> Section:
    """Conditional shares of labels and of decisions."""
    scores = answers.scores
    decisions = np.where(known_mask(scores.labels), decide(scores.scores[0]), UNKNOWN)
    names = list(map(str, scores.classes))
    figure = draw_correlation_maps(
        {'labels': (names, co_occurrence(scores.labels)),
         'decisions': (names, co_occurrence(decisions))},
        quantity='share of images with both', row='share that has this label, too')
    return Section(
        'Co-occurrence',
        ['Of the images that have the label of the column, the share that has that of the row; by '
         'the labels on the left, by the decisions on the right, on the same known labels. Where '
         'the right side is darker, the model ties labels together more than they are.'],
        [picture(figure, 'Co-occurrence of labels and of decisions')])


def co_occurrence(codes: np.ndarray) -> np.ndarray:
    """Share of the images with label k that have label j, too.

    Args:
        codes (np.ndarray): Label codes ``(N, C)``.

    Returns:
        np.ndarray: ``(C, C)``, j in the rows; over images where both are known; NaN where no image
        has label k.
    """
    present, known = (codes == PRESENT).astype(float), known_mask(codes).astype(float)
    count = known.T @ present  # (C, C): j known, k present
    return np.divide(present.T @ present, count, out=np.full(count.shape, np.nan),
                     where=count > 0)
