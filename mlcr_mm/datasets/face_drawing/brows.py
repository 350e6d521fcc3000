"""Brows, forehead and glabella (AU1, AU2, AU4)."""
import numpy as np

from .curves import between, spline
from .movement import SIDES, Movement
from .sketch import Sketch
from .subject import Subject

_U = np.linspace(0, 1, 11)  # along a brow, inner to outer end
_INNER = (1 - _U)**1.6  # what AU1 lifts
_OUTER = np.sin(0.5 * np.pi * _U)**2.2 * (1 - 0.35 * _U**4)  # what AU2 lifts
_BODY = 0.45 + 0.55 * (1 - _U)  # what AU4 lowers


def brow_curve(subject: Subject, movement: Movement, side: int, sign: int) -> np.ndarray:
    """Centre line ``(11, 2)`` of a brow, inner to outer end."""
    inner, outer, lower = (movement.au(number, side) for number in (1, 2, 4))
    nose = movement.au(9, side)
    start = 0.13 - 0.06 * lower - 0.015 * nose
    x = start + _U * (subject.brow_length + 0.04 * lower)
    y = subject.eye_y - subject.brow_gap - subject.brow_slant * (_U - 0.5)
    y = y - subject.brow_arch * np.sin(np.pi * _U**1.3) + 0.05 * _U**3
    y = y - 0.14 * inner * _INNER - 0.135 * outer * _OUTER
    y = y + 0.095 * lower * _BODY * (1 - 0.6 * inner)  # AU1 and AU4 together pull slanting brows
    y = y + 0.03 * nose * _INNER - 0.012 * movement.au(5, side)
    return np.stack([sign * x, y], axis=1)


def draw_brows(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Draw both brows and the wrinkles that they make."""
    for side, sign in SIDES:
        curve = brow_curve(subject, movement, side, sign)
        # Full at the inner end, pointed at the outer one.
        lower = movement.au(4, side)
        half = subject.brow_thickness * (0.75 + 0.6 * _U - 1.2 * _U**3 + 0.25 * lower)
        offset = np.stack([np.zeros(11), half.clip(0.004)], axis=1)
        sketch.fill(between(curve - offset, curve + offset), subject.brows)
        sketch.line(curve - 0.4 * offset, subject.brows * 0.6, 0.008)
        sketch.bump(curve[4, 0], curve[4, 1] + 0.02, 0.2, 0.055, 0.045)
        _draw_forehead(sketch, subject, movement, side, sign)
        if lower > 0:
            x, y = curve[0] + (-sign * 0.035, 0.0)
            furrow = spline([(x, y - 0.1), (x - sign * 0.012, y), (x + sign * 0.016, y + 0.07)])
            sketch.crease(furrow, 0.3 + 0.5 * lower, 0.022)
            sketch.bump(curve[0, 0], curve[0, 1] - 0.02, 0.05, 0.06, 0.04 * lower)


def _draw_forehead(sketch: Sketch, subject: Subject, movement: Movement, side: int,
                   sign: int) -> None:
    """Wrinkles: in the middle for AU1, above the brow's arch for AU2, all along for both."""
    inner, outer = movement.au(1, side), movement.au(2, side)
    age = 0.25 * max(subject.age - 0.45, 0)
    for number, height in enumerate((0.2, 0.28)):
        y = subject.eye_y - subject.brow_gap - height
        middle = np.array([(0, y + 0.01), (sign * 0.1, y), (sign * 0.22, y + 0.02)])
        sketch.crease(middle, age + (0.62 - 0.15 * number) * inner**0.8, 0.026)
        side_line = spline([(sign * 0.24, y + 0.02), (sign * 0.36, y - 0.025),
                            (sign * 0.5, y + 0.035)])
        sketch.crease(side_line, age + (0.62 - 0.15 * number) * outer**0.8, 0.026)
