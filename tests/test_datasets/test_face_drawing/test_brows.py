import pytest
from au_change import check_region, doing, person, still

from mlcr_mm.datasets.face_drawing.brows import brow_curve
from mlcr_mm.datasets.face_drawing.movement import LEFT


@pytest.mark.parametrize('au', ['AU1', 'AU2', 'AU4'])
def test_changes_its_region_only(au):
    check_region(au)


def _moved(**strengths):
    rest, moved = (brow_curve(person(), movement, LEFT, -1) for movement in (
        still(), doing(**strengths)))
    return moved - rest


def test_inner_and_outer_raiser_lift_opposite_ends():
    inner, outer = _moved(AU1=1)[:, 1], _moved(AU2=1)[:, 1]
    assert inner[0] < -0.1 and abs(inner[-1]) < 0.02
    assert outer[-3] < -0.05 and abs(outer[0]) < 0.02


def test_lowerer_moves_brows_down_and_together():
    lowered = _moved(AU4=1)
    assert (lowered[:, 1] > 0.02).all()
    assert lowered[0, 0] > 0.03  # the left brow's inner end goes right
