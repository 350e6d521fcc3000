import numpy as np

from mlcr_mm.datasets.face_drawing.expression import AUS, sample_intensities
from mlcr_mm.datasets.face_drawing.movement import LEFT, RIGHT, sample_movement, symmetric


def test_symmetric():
    movement = symmetric(np.linspace(0, 1, len(AUS)))
    assert movement.au(43, LEFT) == movement.au(43, RIGHT) == movement.middle(43) == 1
    assert movement.middle(1) == 0


def test_sides_differ_but_absent_stays_absent(rng):
    for _ in range(100):
        intensities = sample_intensities(rng)
        sides = sample_movement(rng, intensities).intensities
        assert ((sides > 0) == (intensities > 0)).all()
        assert sides.min() >= 0 and sides.max() <= 1
        np.testing.assert_allclose(sides, np.stack([intensities] * 2), atol=0.31)
        assert sides[0, -1] == sides[1, -1]  # a wink is no AU43


def test_movements_without_a_label_occur(rng):
    movements = [sample_movement(rng, np.zeros(len(AUS))) for _ in range(200)]
    for name in ('pucker', 'mouth_shift', 'puff', 'droop'):
        share = np.mean([getattr(movement, name) != 0 for movement in movements])
        assert 0.04 < share < 0.5, name


def test_a_parted_mouth_neither_puckers_nor_puffs(rng):
    parted = np.eye(len(AUS))[AUS.index('AU25')]
    movements = [sample_movement(rng, parted) for _ in range(100)]
    assert not any(movement.pucker or movement.puff for movement in movements)
