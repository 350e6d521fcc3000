"""Nose: bridge, wings, nostrils (AU9)."""
import numpy as np

from .curves import ellipse, spline
from .movement import SIDES, Movement
from .sketch import Sketch
from .subject import Subject

_LIFT = 0.16  # the tip stands out, so it moves most when the head turns


def draw_nose(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Draw the nose and the wrinkles at its root."""
    wrinkled = movement.middle(9)
    tip = subject.nose_y - 0.03 * wrinkled
    sketch.bump(0, 0.5 * (subject.eye_y + tip), 0.055, 0.2, 0.16)
    sketch.bump(0, tip - 0.045, 0.075, 0.065, 0.13)
    sketch.crease(spline([(-0.075, tip + 0.035), (0, tip + 0.06), (0.075, tip + 0.035)]), 0.42,
                  0.034, _LIFT)
    for side, sign in SIDES:
        raised = movement.au(9, side)
        x = subject.nose_width + 0.028 * raised
        y = subject.nose_y - 0.06 * raised
        sketch.bump(sign * (x - 0.03), y, 0.045, 0.045, 0.06 + 0.03 * raised)
        wing = spline([(sign * (x - 0.035), y - 0.075), (sign * x, y - 0.03),
                       (sign * (x - 0.005), y + 0.03), (sign * (x - 0.045), y + 0.042)])
        sketch.crease(wing, 0.5 + 0.3 * raised, 0.026, 0.7 * _LIFT)
        nostril = ellipse(sign * (0.45 * x + 0.012), y + 0.028 + 0.02 * raised, 0.03, 0.016, 10)
        sketch.fill(nostril, subject.skin * 0.3, lift=_LIFT)
        ridge = np.array([(sign * 0.06, subject.eye_y + 0.03), (sign * 0.05, tip - 0.11)])
        sketch.crease(ridge, 0.12, 0.03, 0.5 * _LIFT)
        _draw_wrinkles(sketch, subject, raised, sign)


def _draw_wrinkles(sketch: Sketch, subject: Subject, raised: float, sign: int) -> None:
    """Cross lines on the bridge, slanting lines down its sides."""
    if raised == 0:
        return
    depth = 0.35 + 0.45 * raised
    for height in (0.0, 0.055, 0.11):
        y = subject.eye_y + height
        sketch.crease(np.array([(0, y - 0.012), (sign * 0.085, y + 0.022)]), depth, 0.024,
                      0.5 * _LIFT)
    y = subject.eye_y + 0.13
    slant = spline([(sign * 0.07, y - 0.02), (sign * 0.12, y + 0.03), (sign * 0.2, y + 0.05)])
    sketch.crease(slant, 0.8 * depth, 0.024, 0.3 * _LIFT)
    sketch.bump(sign * 0.14, y + 0.07, 0.06, 0.05, 0.04 * raised)
