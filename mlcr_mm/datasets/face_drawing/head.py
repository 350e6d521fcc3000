"""Head: outline, cheeks, chin, ears, neck, skin marks (AU6, AU12, AU17, AU26)."""
import numpy as np

from .curves import ellipse, spline
from .mouth import lip_contours
from .movement import SIDES, Movement
from .sketch import BASE, FACE, Sketch
from .subject import Subject


def jaw_drop(movement: Movement) -> float:
    """How far the chin is lowered, in face units."""
    return 0.13 * movement.middle(26) - 0.015 * movement.middle(17)


def face_outline(subject: Subject, movement: Movement) -> np.ndarray:
    """Closed outline ``(m, 2)`` from the crown over the right to the left of the image."""
    drop = jaw_drop(movement)
    puff = 0.06 * movement.puff
    half = np.array([
        (0.42, -0.98), (subject.face_width - 0.06, -0.62), (subject.face_width, -0.15),
        (subject.face_width - 0.04 + puff, 0.22),
        (subject.jaw_width + puff - 0.1 * drop, 0.58 + 0.5 * drop),
        (subject.chin_width, subject.chin_y - 0.03 + drop)])
    bottom = np.array([(0, subject.chin_y + 0.03 + drop)])
    return spline(np.concatenate([[(0, -1.06)], half, bottom, half[::-1] * (-1, 1)]), closed=True)


def draw_head(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Draw everything of the skin that is not a feature."""
    skin = subject.skin
    neck = spline([(-0.5, 1.5), (-0.4, 0.55), (0.4, 0.55), (0.5, 1.5)], closed=True)
    sketch.fill(neck, skin * 0.6, BASE)
    for _, sign in SIDES:
        sketch.fill(ellipse(sign * (subject.face_width + 0.02), 0, 0.1, 0.19), skin * 0.78, BASE)
    outline = face_outline(subject, movement)
    sketch.fill(outline, skin, BASE)
    sketch.fill(outline, (255, 255, 255), FACE)
    if subject.beard:
        _draw_beard(sketch, subject, movement)
    _shape(sketch, subject, movement)
    _draw_chin(sketch, subject, movement)
    spots = np.random.default_rng(subject.texture)
    for _ in range(subject.freckles):
        x, y = spots.normal((0, 0.08), (0.3, 0.1))
        sketch.fill(ellipse(x, y, 0.013, 0.013, 6), skin * 0.72)


def _shape(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Hills of the skull, and cheeks that AU6 and AU12 push up."""
    sketch.bump(0, 0.05, 0.52, 0.75, 1.0)
    sketch.bump(0, -0.62, 0.42, 0.22, 0.14)
    for side, sign in SIDES:
        cheek, smile = movement.au(6, side), movement.au(12, side)
        full = max(cheek, 0.7 * smile)
        x = sign * (subject.face_width - 0.28)
        y = 0.19 - 0.09 * cheek
        sketch.bump(x, y, 0.15 - 0.02 * full, 0.12 - 0.03 * full, 0.07 + 0.11 * full)
        sketch.bump(sign * 0.45, 0.45, 0.14, 0.15, 0.16 * movement.puff)
        blush = subject.skin * (0.93, 0.93, 1.01)
        sketch.fill(ellipse(x, y, 0.16, 0.1), np.minimum(blush, 255), BASE)


def _draw_chin(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    """Chin boss: raised and dimpled by AU17, with an arched crease above it."""
    drop, raised = jaw_drop(movement), movement.middle(17)
    y = subject.chin_y - 0.12 + drop - 0.04 * raised
    sketch.bump(0, y, 0.15, 0.09, 0.11 + 0.09 * raised)
    lip = lip_contours(subject, movement).lower_outer[10, 1]
    top = lip + 0.045
    arch = spline([(-0.19, top + 0.06 + 0.03 * raised), (-0.09, top), (0.09, top),
                   (0.19, top + 0.06 + 0.03 * raised)])
    sketch.crease(arch, 0.15 + 0.75 * raised, 0.032)
    if raised > 0:
        marks = np.random.default_rng(subject.texture).normal(0, 0.012, (9, 2))
        for index, mark in enumerate(marks):
            x, row = (index % 3 - 1) * 0.075, (index // 3 - 1) * 0.042
            start = mark + (x, y + 0.03 + row + 0.25 * x * x)
            sketch.crease(np.array([start, start + (0.018, 0.006)]), 0.4 + 0.5 * raised, 0.026)


def _draw_beard(sketch: Sketch, subject: Subject, movement: Movement) -> None:
    drop = jaw_drop(movement)
    width, low = subject.jaw_width, subject.chin_y + drop
    right = np.array([(0.32, 0.42), (width + 0.1, 0.2), (width, 0.6 + 0.5 * drop),
                      (subject.chin_width, low)])
    beard = spline(np.concatenate([[(0, 0.36)], right, right[::-1] * (-1, 1)]), closed=True)
    part = 0.45 * subject.beard
    sketch.fill(beard, (1 - part) * subject.skin + part * subject.hair, BASE)
