import numpy as np
import pytest

from mlcr_mm.whole_numbers import is_whole_number


@pytest.mark.parametrize('value, least, expected', [
    (1, 1, True), (7, 1, True), (0, 1, False), (0, 0, True), (-1, 0, False), (True, 1, False),
    (False, 0, False), (1., 1, False), ('1', 1, False), (None, 0, False), (np.nan, 0, False)])
def test_counts(value, least, expected):
    assert is_whole_number(value, least) is expected
