"""Eyes: lids, iris, lashes (AU5, AU6, AU43)."""
from typing import Tuple

import numpy as np

from .curves import between, ellipse
from .movement import SIDES, Movement
from .sketch import BASE, Sketch
from .subject import Subject

_U = np.linspace(-1, 1, 15)  # along a lid, inner to outer corner


def lid_heights(subject: Subject, movement: Movement, side: int) -> Tuple[np.ndarray, np.ndarray]:
    """How far the lids are from the line through the eye's corners.

    Returns:
        tuple: Upper (negative) and lower lid (positive), ``(15,)`` each, inner to outer corner.
    """
    closed = movement.au(43, side)**0.6
    wide = movement.au(5, side)**0.8 * (1 - closed)
    cheek = movement.au(6, side)
    half_lowered = (1 - wide) * max(movement.droop, subject.eye_droop)
    upper = -subject.eye_open * (1 - 0.55 * half_lowered - 0.12 * cheek) - 0.075 * wide
    lower = subject.eye_open * 0.75 * (1 - 0.8 * cheek)
    lower_lid = lower * (1 - _U**2) + 0.01 * wide * (1 - _U**2)
    upper_lid = upper * (1 - np.abs(_U)**2.2)**0.85
    return upper_lid + closed * (0.9 * lower_lid - upper_lid), lower_lid


def draw_eyes(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Draw both eyes."""
    for side, sign in SIDES:
        upper, lower = lid_heights(subject, movement, side)
        x = sign * (subject.eye_x + subject.eye_width * _U)
        corner_line = subject.eye_y - subject.eye_tilt * _U
        top = np.stack([x, corner_line + upper], axis=1)
        bottom = np.stack([x, corner_line + lower], axis=1)
        _draw_surroundings(sketch, subject, movement, side, sign, top, bottom)
        if movement.au(43, side) < 0.9:
            _draw_ball(sketch, subject, movement, sign, top, bottom)
        _draw_lashes(sketch, subject, movement, side, top, bottom)


def _draw_ball(sketch: Sketch, subject: Subject, movement: Movement, sign: int, top: np.ndarray,
               bottom: np.ndarray) -> None:
    sketch.fill(between(top, bottom), (214, 222, 228))
    x = sign * subject.eye_x + 0.045 * movement.gaze[0]
    y = subject.eye_y + 0.022 * movement.gaze[1] - 0.004
    radius = 0.078
    for size, colour in ((radius, subject.iris * 0.55), (radius * 0.8, subject.iris * 1.15),
                         (radius * 0.46, (12, 12, 14))):
        disc = ellipse(x, y, size, size, 24)
        # The lids cover the disc; their curves run inner to outer, interp wants rising x.
        order = slice(None, None, sign)
        highest = np.interp(disc[:, 0], top[order, 0], top[order, 1])
        lowest = np.interp(disc[:, 0], bottom[order, 0], bottom[order, 1])
        disc[:, 1] = np.minimum(np.maximum(disc[:, 1], highest), lowest)
        sketch.fill(disc, colour)
    if np.interp(x, top[order, 0], top[order, 1]) < y - 0.03:
        sketch.fill(ellipse(x - 0.022, y - 0.026, 0.017, 0.017, 8), (248, 248, 248))
    sketch.line(top[1:-1] + (0, 0.014), (150, 156, 164), 0.016)  # shadow of the upper lid


def _draw_lashes(sketch: Sketch, subject: Subject, movement: Movement, side: int, top: np.ndarray,
                 bottom: np.ndarray) -> None:
    closed = movement.au(43, side)
    dark = subject.skin * 0.16
    sketch.line(top, dark, 0.026 + 0.008 * closed)
    sketch.line(bottom[2:], subject.skin * 0.52, 0.014)
    if closed > 0.5:  # lashes of a closed eye lie on the cheek
        outward = 0.15 * (top[3:-1:3] - top[7])
        for start, shift in zip(top[3:-1:3], outward):
            sketch.line(np.array([start, start + shift + (0, 0.032)]), dark, 0.012)


def _draw_surroundings(sketch: Sketch, subject: Subject, movement: Movement, side: int, sign: int,
                       top: np.ndarray, bottom: np.ndarray) -> None:
    """Socket, lid fold, bags, crow's feet."""
    closed, cheek = movement.au(43, side), movement.au(6, side)
    socket = ellipse(sign * subject.eye_x, subject.eye_y - 0.03, 0.2, 0.125)
    sketch.fill(socket, subject.skin * 0.9, BASE)
    sketch.bump(sign * (subject.eye_x - 0.1), subject.eye_y - 0.03, 0.09, 0.09, -0.05)
    sketch.bump(sign * subject.eye_x, subject.eye_y, 0.13, 0.07, 0.03 + 0.02 * closed)
    # The fold stays where the open lid rests: an open lid comes near, a closed one leaves it.
    rest = -subject.eye_open * (1 - np.abs(_U)**2.2)**0.85 - 0.05 + 0.012 * _U**2
    line = subject.eye_y - subject.eye_tilt * _U
    fold = np.stack([top[:, 0], np.minimum(line + rest, top[:, 1] - 0.018)], axis=1)
    sketch.crease(fold[2:-1], 0.45 - 0.1 * closed, 0.018)
    bag = bottom + np.stack([np.zeros(15), 0.035 + 0.035 * (1 - _U**2)], axis=1)
    sketch.crease(bag[2:-2], 0.12 + 0.18 * subject.age + 0.6 * cheek, 0.022)
    sketch.bump(bottom[7, 0], bottom[7, 1] + 0.04, 0.12, 0.022, 0.012 + 0.028 * cheek)
    outer = top[-1]
    for rise, length in ((-0.075, 0.11), (-0.01, 0.13), (0.06, 0.11)):
        start = outer + (sign * 0.04, rise * 0.4)
        ray = np.array([start, start + (sign * length * 0.6, rise * 0.6),
                        start + (sign * length, rise * 1.3)])
        sketch.crease(ray, 0.75 * cheek**0.7 + 0.15 * max(subject.age - 0.5, 0), 0.02)
