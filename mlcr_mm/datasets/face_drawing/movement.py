"""How the face moves in one image: AU intensities per side, and movements without a label."""
from dataclasses import dataclass, field

import numpy as np

from .expression import AUS

LEFT, RIGHT = 0, 1  # of the image
SIDES = ((LEFT, -1), (RIGHT, 1))
_INDEX = {int(name[2:]): index for index, name in enumerate(AUS)}


@dataclass(frozen=True)
class Movement:
    """Movements of one image.

    Attributes:
        intensities (np.ndarray): ``(2, 12)``, image left and right, in 0..1.
        gaze (np.ndarray): ``(2,)`` in -1..1, right and down.
        pucker (float): 0..1, narrow protruding lips (no label).
        mouth_shift (float): Sideways, in face units (no label).
        puff (float): 0..1, cheeks full of air (no label).
        droop (float): 0..1, lids half lowered (no label: AU43 is closed eyes).
    """

    intensities: np.ndarray
    gaze: np.ndarray = field(default_factory=lambda: np.zeros(2))
    pucker: float = 0.
    mouth_shift: float = 0.
    puff: float = 0.
    droop: float = 0.

    def au(self, number: int, side: int) -> float:
        """Intensity of an AU on one side, LEFT or RIGHT."""
        return self.intensities[side, _INDEX[number]]

    def middle(self, number: int) -> float:
        """Intensity of an AU on the midline."""
        return self.intensities[:, _INDEX[number]].mean()


def symmetric(intensities: np.ndarray) -> Movement:
    """The same intensities ``(12,)`` on both sides and nothing else."""
    return Movement(np.stack([intensities, intensities]).astype(float))


def sample_movement(rng: np.random.Generator, intensities: np.ndarray) -> Movement:
    """Make a movement uneven and add what has no label.

    Args:
        rng (np.random.Generator): The only source of chance.
        intensities (np.ndarray): ``(12,)`` in 0..1.

    Returns:
        Movement: With the given mean intensity of every AU, up to clipping at 1.
    """
    lean = rng.normal(0, 0.12, len(AUS)).clip(-0.3, 0.3)
    sides = np.stack([intensities * (1 - lean), intensities * (1 + lean)]).clip(0, 1)
    closed = _INDEX[43]
    sides[:, closed] = intensities[closed]  # a wink is no AU43
    # Puckering, puffing and stretching exclude one another; a parted mouth cannot puff.
    free_mouth = not intensities[[_INDEX[12], _INDEX[20], _INDEX[25]]].any()
    return Movement(
        sides,
        gaze=rng.normal(0, 0.35, 2).clip(-1, 1),
        pucker=rng.uniform(0.3, 1) * (free_mouth and rng.random() < 0.2),
        mouth_shift=rng.normal(0, 0.05) * (rng.random() < 0.25),
        puff=rng.uniform(0.4, 1) * (free_mouth and rng.random() < 0.12),
        droop=rng.uniform(0.1, 0.45) * (rng.random() < 0.25))
