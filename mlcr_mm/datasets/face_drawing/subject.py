"""Who is drawn: the looks of a face at rest."""
from dataclasses import dataclass

import numpy as np

# Blue, green, red of skin from very light to very dark.
_SKINS = np.array([(196, 214, 240), (160, 188, 228), (125, 160, 210), (88, 125, 180), (62, 92, 142),
                   (42, 62, 100)], dtype=float)
_HAIRS = np.array([(28, 24, 22), (40, 48, 66), (48, 74, 112), (92, 150, 196), (40, 72, 150),
                   (168, 168, 168)], dtype=float)
_IRISES = np.array([(36, 62, 96), (28, 44, 66), (150, 118, 66), (96, 130, 92), (60, 104, 128)],
                   dtype=float)
HAIR_STYLES = ('bald', 'short', 'parted', 'fringe', 'long')


@dataclass(frozen=True)
class Subject:
    """Looks of one person at rest.

    Lengths are in face units: the crop is about 2 wide and high, its centre is (0, 0), x points
    right, y down. Colours are blue, green, red in 0..255.
    """

    skin: np.ndarray
    lips: np.ndarray
    hair: np.ndarray
    brows: np.ndarray
    iris: np.ndarray
    face_width: float
    jaw_width: float
    chin_width: float
    chin_y: float
    eye_x: float
    eye_y: float
    eye_width: float
    eye_open: float
    eye_tilt: float
    eye_droop: float
    brow_gap: float
    brow_slant: float
    brow_arch: float
    brow_thickness: float
    brow_length: float
    nose_width: float
    nose_y: float
    mouth_y: float
    mouth_width: float
    mouth_slant: float
    upper_lip: float
    lower_lip: float
    hair_style: str
    hair_line: float
    freckles: int
    beard: float
    glasses: float
    age: float
    texture: int


def sample_subject(rng: np.random.Generator) -> Subject:
    """Draw the looks of a person.

    Args:
        rng (np.random.Generator): The only source of chance.

    Returns:
        Subject: Every length within what is seen among people, slightly stylised.
    """
    tone = rng.uniform(0, len(_SKINS) - 1)
    skin = _between_colours(_SKINS, tone) * rng.uniform(0.96, 1.03, 3)
    # Light hair does not go with dark skin, and grey hair comes with age.
    age = rng.beta(1.2, 1.6)
    hair = _HAIRS[5] if age > 0.8 else _HAIRS[rng.integers(0, 5 if tone < 2 else 2)]
    hair = hair * rng.uniform(0.75, 1.2)
    lip_colour = skin * rng.uniform((0.6, 0.55, 0.8), (0.75, 0.72, 0.95))
    if rng.random() < 0.2:
        lip_colour = np.array([60, 40, 165]) * rng.uniform(0.6, 1.1)
    return Subject(
        skin=skin.clip(0, 255),
        lips=lip_colour,
        hair=hair.clip(0, 255),
        brows=(hair * rng.uniform(0.5, 0.9)).clip(0, 160),
        iris=_IRISES[rng.integers(0, 5 if tone < 2.5 else 2)] * rng.uniform(0.8, 1.15),
        face_width=rng.uniform(0.66, 0.79),
        jaw_width=rng.uniform(0.48, 0.62),
        chin_width=rng.uniform(0.2, 0.32),
        chin_y=rng.uniform(0.84, 0.93),
        eye_x=rng.uniform(0.285, 0.345),
        eye_y=rng.uniform(-0.2, -0.12),
        eye_width=rng.uniform(0.14, 0.18),
        eye_open=rng.uniform(0.062, 0.092),
        eye_tilt=rng.uniform(-0.02, 0.03),
        eye_droop=rng.beta(1, 3) * 0.35,
        brow_gap=rng.uniform(0.175, 0.245),
        brow_slant=rng.normal(0, 0.014),
        brow_arch=rng.uniform(0.01, 0.06),
        brow_thickness=rng.uniform(0.018, 0.038),
        brow_length=rng.uniform(0.33, 0.4),
        nose_width=rng.uniform(0.115, 0.18),
        nose_y=rng.uniform(0.2, 0.27),
        mouth_y=rng.uniform(0.5, 0.56),
        mouth_width=rng.uniform(0.22, 0.29),
        mouth_slant=rng.normal(0, 0.01),
        upper_lip=rng.uniform(0.028, 0.06),
        lower_lip=rng.uniform(0.04, 0.075),
        hair_style=HAIR_STYLES[rng.choice(5, p=(0.1, 0.3, 0.2, 0.15, 0.25))],
        hair_line=rng.uniform(-0.84, -0.66),
        freckles=int(rng.integers(8, 24)) if rng.random() < 0.2 else 0,
        beard=rng.uniform(0.2, 0.8) if rng.random() < 0.25 else 0.0,
        glasses=rng.uniform(0.9, 1.15) if rng.random() < 0.15 else 0.0,
        age=age,
        texture=int(rng.integers(0, 2**31)))


def _between_colours(table: np.ndarray, position: float) -> np.ndarray:
    index = min(int(position), len(table) - 2)
    part = position - index
    return (1 - part) * table[index] + part * table[index + 1]
