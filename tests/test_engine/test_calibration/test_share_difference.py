import numpy as np
import pytest
from scipy.stats import chi2_contingency

from mlcr_mm.engine.calibration.share_difference import (
    LabelCounts,
    count_labels,
    differing_shares,
)


def test_counts_known_labels():
    labels = np.array([[1, 0, -1], [1, -1, -1], [0, 0, -1]], np.float32)
    assert count_labels(labels) == LabelCounts([2, 0, 0], [3, 2, 0])


@pytest.mark.parametrize('train, test, differs', [
    ((45, 100), (200, 1000), True),
    ((45, 100), (400, 1000), False),  # odds differ by less than 2
    ((3, 20), (300, 1000), False),  # by chance
    ((0, 200), (500, 1000), True),
    ((200, 200), (100, 1000), True),
    ((0, 200), (0, 1000), False),
    ((200, 200), (1000, 1000), False),
    ((0, 0), (500, 1000), False),  # unknown on one side
    ((50, 100), (0, 0), False),
])
def test_more_than_chance_and_a_factor_of_two(train, test, differs):
    lines = differing_shares(['AU4'], LabelCounts(*([number] for number in train)),
                             LabelCounts(*([number] for number in test)))
    assert bool(lines) == differs
    if all(0 < part[0] < part[1] for part in (train, test)):
        # Three standard errors are a chi-square of nine with one degree of freedom.
        table = [(positive, known - positive) for positive, known in (train, test)]
        chance = chi2_contingency(table, correction=False).statistic < 9
        (a, b), (c, d) = table
        assert differs == (not chance and not 1 / 2 < a * d / b / c < 2)


def test_names_both_shares():
    lines = differing_shares(['AU4', 'AU6'], LabelCounts([45, 30], [100, 100]),
                             LabelCounts([200, 300], [1000, 1000]))
    assert lines == ['AU4 20 % (training 45 %)']
