"""A face from its parts."""
import numpy as np

from .brows import draw_brows
from .eyes import draw_eyes
from .hair import draw_back_hair, draw_front_hair, draw_glasses
from .head import draw_head
from .mouth import draw_mouth
from .movement import Movement
from .nose import draw_nose
from .renderer import render
from .scene import Scene, draw_occluder
from .sketch import Sketch
from .subject import Subject


def draw_face(subject: Subject, movement: Movement, scene: Scene, size: int = 64) -> np.ndarray:
    """Draw one aligned face crop.

    Args:
        subject (Subject): Who.
        movement (Movement): Doing what.
        scene (Scene): Taken how.
        size (int): S, pixels. Defaults to 64.

    Returns:
        np.ndarray: uint8 ``(S, S, 3)``, blue, green, red.
    """
    sketch = Sketch()
    draw_back_hair(sketch, subject)
    draw_head(sketch, subject, movement)
    draw_nose(sketch, subject, movement)
    draw_mouth(sketch, subject, movement)
    draw_eyes(sketch, subject, movement)
    draw_brows(sketch, subject, movement)
    draw_front_hair(sketch, subject)
    draw_glasses(sketch, subject)
    draw_occluder(sketch, scene)
    return render(sketch, scene, size)
