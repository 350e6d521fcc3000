"""Mouth: lips, teeth, folds beside it (AU12, AU17, AU20, AU25, AU26)."""
from typing import NamedTuple

import numpy as np

from .curves import between, ellipse, spline
from .movement import LEFT, RIGHT, SIDES, Movement
from .sketch import Sketch
from .subject import Subject

_V = np.linspace(-1, 1, 21)  # across the mouth, left to right in the image
_ARCH = (1 - np.abs(_V)**2.4)**0.9
_CUPID = 1 - 0.32 * np.exp(-(_V / 0.13)**2) - 0.1 * np.abs(_V)


class Lips(NamedTuple):
    """Contours ``(21, 2)`` from left to right: both edges of both lips."""

    upper_outer: np.ndarray
    upper_inner: np.ndarray
    lower_inner: np.ndarray
    lower_outer: np.ndarray


def lip_contours(subject: Subject, movement: Movement) -> Lips:
    """Where the lips are."""
    smile, raised, stretch, parted, drop = (movement.middle(n) for n in (12, 17, 20, 25, 26))
    corner_x, corner_y = np.empty(2), np.empty(2)
    for side, sign in SIDES:
        corner_x[side] = sign * (subject.mouth_width + 0.08 * movement.au(12, side)
                                 + 0.15 * movement.au(20, side) - 0.03 * drop
                                 - 0.085 * movement.pucker)
        corner_y[side] = (subject.mouth_slant - 0.1 * movement.au(12, side)
                          + 0.045 * movement.au(20, side) + 0.03 * raised + 0.02 * drop)
    away = np.abs(_V)**1.7
    x = movement.mouth_shift + np.where(_V < 0, -corner_x[LEFT], corner_x[RIGHT]) * _V
    centre = 0.015 * smile - 0.055 * raised * (1 - 0.5 * drop) - 0.02 * movement.middle(9)
    y = subject.mouth_y + centre * (1 - away) + away * np.where(_V < 0, corner_y[0], corner_y[1])
    open_root = parted**0.6
    gap_up = (0.012 + 0.018 * smile) * open_root + 0.015 * drop
    gap_low = 0.045 * open_root + 0.22 * drop
    upper = subject.upper_lip * (1 - 0.45 * stretch - 0.3 * smile - 0.25 * raised)
    lower = subject.lower_lip * (1 - 0.4 * stretch - 0.15 * smile + 0.35 * raised)
    upper, lower = upper + 0.03 * movement.pucker, lower + 0.035 * movement.pucker
    return Lips(*(np.stack([x, y + offset * _ARCH], axis=1) for offset in (
        -gap_up - upper * _CUPID, -gap_up, gap_low, gap_low + lower)))


def draw_mouth(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Draw lips, what is between them, and the folds beside them."""
    lips = lip_contours(subject, movement)
    lift = 0.05 + 0.05 * movement.pucker
    gap = lips.lower_inner[10, 1] - lips.upper_inner[10, 1]
    if gap > 0.004:
        _draw_cavity(sketch, lips, gap, lift)
    sketch.fill(between(lips.upper_outer, lips.upper_inner), subject.lips * 0.84, lift=lift)
    sketch.fill(between(lips.lower_inner, lips.lower_outer), subject.lips, lift=lift)
    if gap <= 0.004:
        sketch.line(lips.upper_inner, subject.lips * 0.38, 0.02, lift=lift)
    for corner in (lips.upper_inner[:2], lips.upper_inner[-2:]):
        sketch.line(corner, subject.lips * 0.4, 0.026, lift=lift)
    bottom = lips.lower_outer[10, 1]
    sketch.bump(movement.mouth_shift, bottom - 0.03, 0.15, 0.03, 0.035 + 0.02 * movement.pucker)
    sketch.bump(movement.mouth_shift, lips.upper_outer[10, 1] + 0.01, 0.15, 0.03, 0.025)
    sketch.bump(movement.mouth_shift, bottom + 0.04, 0.13, 0.03, -0.035)
    _draw_folds(sketch, subject, movement, lips)


def _draw_cavity(sketch: Sketch, lips: Lips, gap: float, lift: float) -> None:
    sketch.fill(between(lips.upper_inner, lips.lower_inner), (26, 18, 48), lift=lift)
    if gap > 0.16:
        tongue = ellipse(lips.lower_inner[10, 0], lips.lower_inner[10, 1] - 0.01,
                         0.5 * (lips.lower_inner[15, 0] - lips.lower_inner[5, 0]), 0.3 * gap)
        tongue[:, 1] = np.minimum(tongue[:, 1], lips.lower_inner[10, 1])
        sketch.fill(tongue, (78, 70, 150), lift=lift)
    teeth = lips.upper_inner[3:-3].copy()
    edge = lips.lower_inner[3:-3, 1]
    teeth[:, 1] = np.minimum(teeth[:, 1] + min(0.06, 0.62 * gap), edge)
    sketch.fill(between(lips.upper_inner[3:-3], teeth), (214, 226, 230), lift=lift)


def _draw_folds(sketch: Sketch, subject: Subject, movement: Movement, lips: Lips) -> None:
    """Nasolabial folds (AU12, AU9) and the creases beside a stretched mouth (AU20)."""
    for side, sign in SIDES:
        corner = lips.upper_inner[0 if side == LEFT else -1]
        smile, wrinkled, stretch = (movement.au(number, side) for number in (12, 9, 20))
        wing = np.array([sign * (subject.nose_width + 0.02), subject.nose_y - 0.02])
        end = corner + (sign * 0.075, 0.02 - 0.05 * wrinkled + 0.03 * smile)
        middle = 0.5 * (wing + end) + (sign * (0.015 + 0.05 * smile), -0.01)
        depth = 0.08 + 0.2 * subject.age + 0.7 * smile**0.8 + 0.45 * wrinkled
        sketch.crease(spline([wing, middle, end]), depth, 0.03)
        dimple = spline([corner + (sign * 0.05, -0.06), corner + (sign * 0.075, 0),
                         corner + (sign * 0.05, 0.07)])
        sketch.crease(dimple, 0.8 * stretch**0.8, 0.026)
        outer = spline([corner + (sign * 0.12, -0.03), corner + (sign * 0.14, 0.03),
                        corner + (sign * 0.1, 0.1)])
        sketch.crease(outer, 0.4 * stretch, 0.024)
