from dataclasses import astuple

import numpy as np

from mlcr_mm.datasets.face_drawing.subject import HAIR_STYLES, sample_subject


def _numbers(subject):
    return np.concatenate([np.ravel(value) for value in astuple(subject)
                           if not isinstance(value, str)])


def test_same_generator_state_same_subject():
    first, second = (sample_subject(np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(_numbers(first), _numbers(second))
    assert first.hair_style == second.hair_style


def test_subjects_differ_and_are_drawable(rng):
    subjects = [sample_subject(rng) for _ in range(200)]
    for subject in subjects:
        for colour in (subject.skin, subject.lips, subject.hair, subject.brows, subject.iris):
            assert colour.shape == (3, ) and colour.min() >= 0 and colour.max() <= 255
    assert {subject.hair_style for subject in subjects} == set(HAIR_STYLES)
    brightness = np.array([subject.skin.mean() for subject in subjects])
    assert brightness.min() < 90 and brightness.max() > 190
    # At rest brows differ by more than half of what AU1 lifts them: identity can pass for an AU.
    assert np.ptp([subject.brow_gap for subject in subjects]) > 0.06
