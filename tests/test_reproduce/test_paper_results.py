import numpy as np
import pytest

from mlcr_mm.labels import BP4D_AUS, EMOTIONET_AUS, UNBC_AUS
from mlcr_mm.reproduce.paper_results import LABELS, RESULTS

ROWS = [(table, name, row) for table, rows in RESULTS.items() for name, row in rows.items()
        if row.per_label is not None]


@pytest.mark.parametrize(('table', 'name', 'row'), ROWS, ids=lambda value: str(value)[:30])
def test_printed_average_is_the_mean_of_the_columns(table, name, row):
    assert len(row.per_label) == len(LABELS[table])
    # Both are rounded to 0.1: the mean of rounded columns is within 0.05, and so is the average.
    assert row.average == pytest.approx(np.mean(row.per_label), abs=.1)


def test_digits_are_in_range_with_one_decimal():
    for _, _, row in ROWS:
        numbers = np.array([*row.per_label, row.average])
        assert (numbers > 18).all() and (numbers < 96).all()
        np.testing.assert_allclose(numbers, numbers.round(1))


def test_labels_are_those_that_the_datasets_code():
    assert LABELS['emotionet'] == EMOTIONET_AUS and LABELS['bp4d'] == BP4D_AUS
    assert LABELS['cross_bp4d'] == tuple(au for au in EMOTIONET_AUS if au in BP4D_AUS)
    assert LABELS['cross_unbc'] == tuple(au for au in EMOTIONET_AUS if au in UNBC_AUS)


def test_improvements_that_the_text_tells():
    emotionet = RESULTS['emotionet']
    place = LABELS['emotionet'].index
    before, after = (emotionet[name].per_label for name in ('Baseline + L_cr + L_mv', 'MLCR'))
    # Section 4.4: "from 47.4% and 67.5% to 49.3% and 68.3%".
    assert (before[place('AU2')], after[place('AU2')]) == (47.4, 49.3)
    assert (before[place('AU9')], after[place('AU9')]) == (67.5, 68.3)
    assert emotionet['Baseline + L_cr'].ensemble == 67.2
