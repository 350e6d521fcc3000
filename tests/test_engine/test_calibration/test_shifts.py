import numpy as np
import pytest

from mlcr_mm.engine.calibration.shifts import make_shifts
from mlcr_mm.labels import label_shares

LABELS = np.array([[1, 1, 0, -1], [0, 1, 0, -1], [0, -1, 0, -1], [0, 1, -1, -1]], np.float32)


def test_each_view_gets_the_share_of_the_labels(rng):
    views = [rng.normal(center, 1, (400, 4)).astype(np.float32) for center in (-3, 2)]
    values, left = make_shifts('share', views, LABELS)
    assert values.shape == (2, 4) and values.dtype == np.float32
    for logits, shift in zip(views, values):
        share = (logits[:, 0] + shift[0] >= 0).mean()
        assert abs(share - label_shares(LABELS)[0]) <= 1 / 400
    # Always present, never present, never known: nothing can be said.
    assert left.tolist() == [False, True, True, True] and not values[:, 1:].any()


def test_f1_of_the_labelled_images_themselves(rng):
    views = [np.array([[2.], [-1.], [-3.], [-2.]]) + place for place in (5., -5.)]
    values, left = make_shifts('f1', views, LABELS[:, :1])
    assert values.ravel().tolist() == [-5.5, 4.5] and not left.any()


@pytest.mark.parametrize('method', ['share', 'f1'])
@pytest.mark.parametrize('moved, expected', [(0., 0.), (5., -6.), (-7., 6.)])
def test_images_that_are_learned_are_parted_at_0_where_0_parts_them(method, moved, expected):
    labels = np.array([[1.], [0.], [0.], [0.], [0.]])
    logits = np.array([[6.], [-8.], [-5.], [-4.], [-9.]])  # parted between -4 and 6
    assert make_shifts(method, [logits + moved], labels).values == [[expected]]


@pytest.mark.parametrize('method', ['share', 'f1'])
def test_images_that_cannot_be_read_are_left_out(method, rng):
    logits = rng.normal(size=(4, 4)).astype(np.float32)
    logits[2] = np.nan
    assert np.isfinite(make_shifts(method, [logits], LABELS).values).all()
    values, left = make_shifts(method, [np.full_like(logits, np.nan)], LABELS)
    assert not values.any() and left.all()
