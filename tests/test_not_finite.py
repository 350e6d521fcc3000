import numpy as np
import pytest

from mlcr_mm.not_finite import NotFiniteError, check_scores


def test_whoever_catches_wrong_values_catches_it():
    assert issubclass(NotFiniteError, ValueError)


@pytest.mark.parametrize('value', [np.nan, np.inf, -np.inf])
def test_scores_that_are_no_numbers_name_their_image(value):
    check_scores(np.array([[0., 1.], [.5, .2]]), 'a.png')
    with pytest.raises(NotFiniteError, match='NaN or infinity for a.png'):
        check_scores(np.array([[0., 1.], [.5, value]]), 'a.png')
