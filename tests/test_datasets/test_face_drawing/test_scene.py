from dataclasses import asdict

import numpy as np

from mlcr_mm.datasets.face_drawing.scene import draw_occluder, sample_scene, studio_scene
from mlcr_mm.datasets.face_drawing.sketch import Sketch


def test_same_generator_state_same_scene():
    first, second = (asdict(sample_scene(np.random.default_rng(2))) for _ in range(2))
    for name, value in first.items():
        np.testing.assert_array_equal(value, second[name])


def test_no_difficulty_is_a_frontal_clean_picture(rng):
    for _ in range(20):
        scene = sample_scene(rng, difficulty=0.)
        assert scene.occluder is None and scene.blur == scene.noise == scene.roll == 0
        assert not scene.turn.any() and scene.contrast == 1


def test_some_faces_are_occluded(rng):
    scenes = [sample_scene(rng) for _ in range(300)]
    covered = [scene for scene in scenes if scene.occluder is not None]
    assert 0.05 < len(covered) / len(scenes) < 0.2
    sketch = Sketch()
    draw_occluder(sketch, studio_scene())
    assert not sketch.shapes
    draw_occluder(sketch, covered[0])
    assert len(sketch.shapes) == 8  # four fingers or locks with outlines
