"""Five landmarks of many images, held compactly and found by name."""
import re
from functools import cached_property
from typing import Dict

import numpy as np

from .plausibility import find_implausible, measure_fit
from .template import POINT_NAMES

_FRAME = re.compile(r'\d{5,}\.jpg')
_SAMPLE = 500  # rows that are looked at when the table is made


class LandmarkTable:
    """Landmarks of N images.

    Args:
        source (str): The file they come from, for errors.
        rows (dict[str, int]): Image name (relative path with forward slashes) to row.
        points (np.ndarray): float32 ``(N, 5, 2)``, pixels, see :mod:`mlcr_mm.alignment.template`.

    Raises:
        ValueError: If the table is empty, or most rows are implausible whatever the image, e.g. in
            shares of the image, or with the subject's left instead of the image's.
    """

    def __init__(self, source: str, rows: Dict[str, int], points: np.ndarray) -> None:
        if not rows:
            raise ValueError(f'{source}: no landmarks in the file; expected one line per image')
        if points.shape != (len(rows), len(POINT_NAMES), 2):
            raise ValueError(f'{source}: landmarks of shape {points.shape} for {len(rows)} images')
        _check_rows(source, points)
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
                           '(--root) to the folder that the names are relative to')
        return self.points[self.rows[name]]

    def has_frames(self, video: str) -> bool:
        """Whether the file has landmarks of frames of a video.

        Args:
            video (str): Its name without its suffix, ``a/film``. Frame k, counted from 1, is
                ``a/film/00001.jpg`` and so on.

        Returns:
            bool: False if it has no line for the video.

        Raises:
            ValueError: If its frames are named otherwise, or counted from 0: each would get the
                landmarks of its neighbour.
        """
        name = self._names.get(video)
        rule = f'frames are counted from 1: {video}/00001.jpg, {video}/00002.jpg, ...'
        if f'{video}/00000.jpg' in self.rows:
            raise ValueError(f'{self.source} has a line for {video}/00000.jpg; {rule}')
        if name and not _FRAME.fullmatch(name):
            raise ValueError(f'{self.source} has {video}/{name}, and no line for a frame of the '
                             f'video; {rule}')
        return bool(name)

    @cached_property
    def _names(self) -> Dict[str, str]:
        """One name in each folder, that of a frame if there is one."""
        names: Dict[str, str] = {}
        for path in self.rows:
            folder, _, name = path.rpartition('/')
            if folder not in names or _FRAME.fullmatch(name):
                names[folder] = name
        return names


def _check_rows(source: str, points: np.ndarray) -> None:
    """Refuse a table most of whose rows are wrong; the others are found image by image."""
    sample = points[np.linspace(0, len(points) - 1, min(_SAMPLE, len(points))).astype(int)]
    reasons = []
    for row in sample:
        try:
            reasons.append(find_implausible(measure_fit(row), max_roll=180))
        except ValueError as error:
            reasons.append(str(error))
    wrong = [reason for reason in reasons if reason]
    if 2 * len(wrong) > len(sample):
        remedy = ('; left means the left of the image: swap the left and right columns of eyes and '
                  'mouth corners' if 'exchanged' in wrong[0] else '')
        raise ValueError(f'{source}: {len(wrong)} of {len(sample)} lines looked at cannot be faces'
                         f', first: {wrong[0]}{remedy}')
