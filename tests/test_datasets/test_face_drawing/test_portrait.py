import numpy as np
import pytest
from au_change import doing, person

from mlcr_mm.datasets.face_drawing import (
    draw_face,
    sample_intensities,
    sample_movement,
    sample_scene,
)


def _sample(seed, size=64):
    rng = np.random.default_rng(seed)
    subject, intensities = person(seed), sample_intensities(rng)
    return draw_face(subject, sample_movement(rng, intensities), sample_scene(rng), size)


def test_same_seed_same_bytes_in_any_order():
    first = [_sample(seed) for seed in range(6)]
    second = [_sample(seed) for seed in reversed(range(6))][::-1]
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize('size', [32, 64, 128])
def test_a_picture_with_contrast(size):
    image = _sample(1, size)
    assert image.shape == (size, size, 3) and image.dtype == np.uint8 and image.std() > 15


def test_all_aus_at_once():
    everything = doing(AU1=1, AU2=1, AU4=1, AU5=1, AU6=1, AU9=1, AU12=1, AU17=1, AU20=1, AU25=1,
                       AU26=1, AU43=1)
    draw_face(person(), everything, sample_scene(np.random.default_rng(0)))
