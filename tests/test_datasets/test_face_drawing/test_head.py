import pytest
from au_change import check_region, doing, person, still

from mlcr_mm.datasets.face_drawing.head import face_outline


@pytest.mark.parametrize('au', ['AU17', 'AU26'])
def test_changes_its_region_only(au):
    check_region(au)


def test_dropped_jaw_lengthens_the_face_only_below():
    rest, dropped = (face_outline(person(), movement) for movement in (still(), doing(AU26=1)))
    assert dropped[:, 1].max() > rest[:, 1].max() + 0.1
    assert dropped[:, 1].min() == rest[:, 1].min()
