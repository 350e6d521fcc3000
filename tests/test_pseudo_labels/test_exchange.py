import numpy as np
import pytest

from mlcr_mm.pseudo_labels import changed_share, exchange_views


def test_labels_go_to_the_other_view_only(rng):
    given = rng.integers(-1, 2, (2, 6, 3))
    received = exchange_views(given)
    np.testing.assert_array_equal(received[0], given[1])
    np.testing.assert_array_equal(received[1], given[0])
    received[0] = 5
    assert (given != 5).all()  # a copy


def test_two_views_only():
    with pytest.raises(ValueError, match='2 views, got 3'):
        exchange_views(np.zeros((3, 1, 1)))


def test_changed_share():
    old = np.array([1, 0, -1, -1, 1])
    new = np.array([1, 1, -1, 0, -1])
    assert changed_share(old, new) == 3 / 4  # the third place was never labelled
    assert changed_share(old, old) == 0
    assert changed_share(-np.ones(3), -np.ones(3)) == 0
    assert changed_share(-np.ones(3), np.ones(3)) == 1
