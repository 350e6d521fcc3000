import numpy as np
import pytest
from au_change import check_region, doing, person, still

from mlcr_mm.datasets.face_drawing.mouth import lip_contours


@pytest.mark.parametrize('au', ['AU12', 'AU20', 'AU25'])
def test_changes_its_region_only(au):
    check_region(au)


def _lips(**strengths):
    return lip_contours(person(), doing(**strengths))


def _gap(**strengths):
    lips = _lips(**strengths)
    return (lips.lower_inner - lips.upper_inner)[:, 1].max()


def test_smile_lifts_corners_and_stretch_does_not():
    rest = lip_contours(person(), still()).upper_inner[-1]
    smile, stretch = (_lips(**{au: 1}).upper_inner[-1] - rest for au in ('AU12', 'AU20'))
    assert smile[1] < -0.08 and stretch[1] > 0.02
    assert stretch[0] > smile[0] > 0.05


def test_lips_part_and_jaw_drops():
    assert _gap() == pytest.approx(0)
    assert 0.02 < _gap(AU25=0.3) < _gap(AU25=1) < 0.1
    assert _gap(AU25=0.5, AU26=1) > 0.2


def test_chin_raiser_pushes_the_middle_up():
    middle, corner = ((_lips(AU17=1).upper_inner - _lips().upper_inner)[index, 1]
                      for index in (10, 0))
    assert middle < -0.04 and corner > 0


def test_contours_keep_their_order():
    for au in ('AU12', 'AU17', 'AU20', 'AU25', 'AU26'):
        heights = np.stack([contour[:, 1] for contour in _lips(**{au: 1})])
        assert (np.diff(heights, axis=0) >= -1e-9).all(), au
