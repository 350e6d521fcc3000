"""What to draw, collected before a single point is projected."""
from dataclasses import dataclass
from typing import List, NamedTuple, Optional, Sequence

import numpy as np

BASE = 'base'  # blurred: soft areas
DETAIL = 'detail'  # sharp
CREASE = 'crease'  # darkening of the skin, colour = depth
FACE = 'face'  # the area that light falls on


class Shape(NamedTuple):
    """A filled outline, or a line where ``width`` is given; colour is B, G, R or one depth."""

    layer: str
    points: np.ndarray
    colour: Sequence[float]
    width: Optional[float]
    lift: float


class Bump(NamedTuple):
    """A hill (or a hollow) of the skin: centre, half widths and height in face units."""

    x: float
    y: float
    width: float
    length: float
    height: float


@dataclass
class Sketch:
    """A display list in face units (see :class:`Subject`).

    Points are kept as they are, so that :func:`render` projects all of them at once: thirty small
    projections would take longer than the drawing.
    """

    def __post_init__(self) -> None:
        self.shapes: List[Shape] = []
        self.bumps: List[Bump] = []

    def fill(self, points: np.ndarray, colour: Sequence[float], layer: str = DETAIL,
             lift: float = 0.) -> None:
        """Add an area.

        Args:
            points (np.ndarray): Outline ``(n, 2)``.
            colour (Sequence[float]): B, G, R in 0..255.
            layer (str): BASE, DETAIL or FACE. Defaults to DETAIL.
            lift (float): How far it stands out of the face, for parallax. Defaults to 0.
        """
        self.shapes.append(Shape(layer, points, colour, None, lift))

    def line(self, points: np.ndarray, colour: Sequence[float], width: float, layer: str = DETAIL,
             lift: float = 0.) -> None:
        """Add a line of a width in face units; the other arguments as in :meth:`fill`."""
        self.shapes.append(Shape(layer, points, colour, width, lift))

    def crease(self, points: np.ndarray, depth: float, width: float = 0.028,
               lift: float = 0.) -> None:
        """Add a wrinkle of a depth in 0..1; hardly visible ones are left out."""
        if depth > 0.04:
            self.shapes.append(Shape(CREASE, points, (255 * min(depth, 1.),), width, lift))

    def bump(self, x: float, y: float, width: float, length: float, height: float) -> None:
        """Add a hill (height > 0) or hollow (height < 0) that light makes visible."""
        self.bumps.append(Bump(x, y, width, length, height))
