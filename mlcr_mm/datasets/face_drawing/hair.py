"""Hair and glasses: what frames or covers the face and tells persons apart."""
import numpy as np

from .curves import ellipse, spline
from .movement import SIDES
from .sketch import BASE, Sketch
from .subject import Subject


def draw_back_hair(sketch: Sketch, subject: Subject) -> None:
    """Draw the hair behind the head."""
    width = subject.face_width
    if subject.hair_style == 'long':
        outline = [(-width - 0.22, 1.3), (-width - 0.2, -0.3), (-width + 0.1, -1.1),
                   (width - 0.1, -1.1), (width + 0.2, -0.3),
                   (width + 0.22, 1.3), (0, 1.4)]
        sketch.fill(spline(outline, closed=True), subject.hair * 0.72, BASE)
    elif subject.hair_style != 'bald':
        sketch.fill(ellipse(0, -0.45, width + 0.12, 0.85), subject.hair * 0.75, BASE)


def draw_front_hair(sketch: Sketch, subject: Subject) -> None:
    """Draw the hair over the forehead, with strands."""
    if subject.hair_style == 'bald':
        return
    line, width = subject.hair_line, subject.face_width
    if subject.hair_style == 'fringe':
        edge = [(-width - 0.04, -0.25), (-width + 0.12, line + 0.16), (0, line + 0.12),
                (width - 0.12, line + 0.16), (width + 0.04, -0.25)]
    elif subject.hair_style == 'short':
        edge = [(-width - 0.04, -0.3), (-width + 0.1, line + 0.2), (-0.3, line - 0.03),
                (0.3, line - 0.03), (width - 0.1, line + 0.2), (width + 0.04, -0.3)]
    else:
        part = 0.25 * np.sign(subject.texture % 2 - 0.5)
        edge = [(-width - 0.04, 0.1), (-width + 0.1, line + 0.3), (part - 0.1, line - 0.05),
                (part + 0.1, line - 0.05), (width - 0.1, line + 0.3), (width + 0.04, 0.1)]
    edge = spline(edge)
    top = np.array([(width + 0.08, -0.5), (width - 0.02, -0.95), (0.35, -1.3), (-0.35, -1.3),
                    (-width + 0.02, -0.95), (-width - 0.08, -0.5)])
    sketch.fill(np.concatenate([edge, top]), subject.hair)
    strands = np.random.default_rng(subject.texture)
    for start in edge[1:-1:2]:
        end = (start[0] * 0.55 + strands.normal(0, 0.1), -1.15)
        middle = (0.5 * (start[0] + end[0]) * 1.15, 0.55 * start[1] + 0.45 * end[1])
        colour = (subject.hair * strands.uniform(0.55, 1.6)).clip(0, 255)
        sketch.line(spline([start, middle, end]), colour, 0.022)


def draw_glasses(sketch: Sketch, subject: Subject) -> None:
    """Draw a frame where the person wears one."""
    if not subject.glasses:
        return
    colour = subject.hair * 0.35
    for _, sign in SIDES:
        x, y = sign * subject.eye_x * 1.06, subject.eye_y + 0.02
        rim = ellipse(x, y, 0.24 * subject.glasses, 0.18 * subject.glasses, 24)
        sketch.line(np.concatenate([rim, rim[:1]]), colour, 0.02, lift=0.12)
        end = x + sign * 0.24 * subject.glasses
        temple = np.array([(end, y - 0.03), (sign * (subject.face_width + 0.05), y - 0.05)])
        sketch.line(temple, colour, 0.024, lift=0.05)
    inner = subject.eye_x * 1.06 - 0.24 * subject.glasses
    sketch.line(np.array([(-inner, subject.eye_y), (inner, subject.eye_y)]), colour, 0.022,
                lift=0.14)
