"""Five landmarks of many images, held compactly and found by name."""
from typing import Dict

import numpy as np

from .template import POINT_NAMES


class LandmarkTable:
    """Landmarks of N images.

    Args:
        source (str): The file they come from, for errors.
        rows (dict[str, int]): Image name (relative path with forward slashes) to row.
        points (np.ndarray): float32 ``(N, 5, 2)``, pixels, see :mod:`mlcr_mm.alignment.template`.

    Raises:
        ValueError: If the table is empty, or in most rows the eye called left lies to the right:
            the file then names the points from the subject's side.
    """

    def __init__(self, source: str, rows: Dict[str, int], points: np.ndarray) -> None:
        if not rows:
            raise ValueError(f'{source}: no landmarks in the file; expected one line per image')
        if points.shape != (len(rows), len(POINT_NAMES), 2):
            raise ValueError(f'{source}: landmarks of shape {points.shape} for {len(rows)} images')
        if np.mean(points[:, 0, 0] > points[:, 1, 0]) > 0.5:
            raise ValueError(f'{source}: the left eye lies right of the right eye in most lines; '
                             'left means the left of the image: swap the left and right columns '
                             'of eyes and mouth corners')
        self.source = source
        self.rows = rows
        self.points = points

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, name: str) -> bool:
        return name in self.rows

    def __getitem__(self, name: str) -> np.ndarray:
        """Landmarks of an image.

        Args:
            name (str): Its name in the file.

        Returns:
            np.ndarray: float32 ``(5, 2)``.

        Raises:
            KeyError: If the file does not name the image.
        """
        if name not in self.rows:
            raise KeyError(f'{self.source}: no line for image {name} (the first line is for '
                           f'{next(iter(self.rows))}); add it, take the image out, or set `root` '
                           'to the folder that the names are relative to')
        return self.points[self.rows[name]]
