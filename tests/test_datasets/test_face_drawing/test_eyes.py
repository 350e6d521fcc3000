import numpy as np
import pytest
from au_change import check_region, doing, person, still

from mlcr_mm.datasets.face_drawing.eyes import lid_heights
from mlcr_mm.datasets.face_drawing.movement import LEFT


@pytest.mark.parametrize('au', ['AU5', 'AU6', 'AU43'])
def test_changes_its_region_only(au):
    check_region(au)


def _opening(movement):
    upper, lower = lid_heights(person(), movement, LEFT)
    return lower - upper


def test_lids_never_cross():
    for movement in (still(), doing(AU5=1), doing(AU6=1), doing(AU43=1), doing(AU43=1, AU6=1)):
        assert _opening(movement).min() >= -1e-9


def test_closed_eyes_win_over_raised_lids():
    np.testing.assert_allclose(_opening(doing(AU43=1, AU5=1)), _opening(doing(AU43=1)), atol=0.02)
    assert _opening(doing(AU43=1)).max() < 0.15 * _opening(still()).max()
    assert _opening(doing(AU5=1)).max() > 1.3 * _opening(still()).max()


def test_cheek_raiser_lifts_the_lower_lid():
    rest, raised = (lid_heights(person(), movement, LEFT)[1] for movement in (
        still(), doing(AU6=1)))
    assert raised.max() < 0.5 * rest.max()
