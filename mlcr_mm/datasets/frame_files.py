"""Image files of video frames, whose names differ between releases."""
import os
import os.path as osp
import re
from typing import Dict, List, Tuple

from .image_index import IMAGE_SUFFIXES

_NUMBER = re.compile(r'(\d+)\.\w+$')


def index_frames(folder: str) -> Dict[int, str]:
    """Look up which frames a folder has.

    The number of a frame is the last digits of the name, with any padding: ``7.jpg``, ``0007.jpg``
    and ``frame_00007.png`` are frame 7.

    Args:
        folder (str): Folder of one sequence; one that does not exist has no frames.

    Returns:
        dict[int, str]: Number to file name.

    Raises:
        ValueError: If two files have the same number.
    """
    frames: Dict[int, str] = {}
    for name in sorted(os.listdir(folder)) if osp.isdir(folder) else ():
        match = _NUMBER.search(name)
        if match is None or not name.lower().endswith(IMAGE_SUFFIXES):
            continue
        number = int(match.group(1))
        if number in frames:
            raise ValueError(f'{folder}: {frames[number]} and {name} are the same frame {number}; '
                             'remove one')
        frames[number] = name
    return frames


class FrameFiles:
    """Finds the image of an annotated frame.

    Args:
        root (str): Folder that holds the folders of the sequences.
        offset (int): Number in the image name minus number in the annotation.
    """

    def __init__(self, root: str, offset: int) -> None:
        self.root = root
        self.offset = offset
        self._frames: Dict[str, Dict[int, str]] = {}
        self._missing: List[Tuple[str, int]] = []

    def find(self, sequence: str, frame: int) -> str:
        """Name of an image.

        Args:
            sequence (str): Folder of the sequence relative to ``root``.
            frame (int): Number in the annotation.

        Returns:
            str: Relative to ``root``; the likely name where there is no such image.
        """
        if sequence not in self._frames:
            self._frames[sequence] = index_frames(osp.join(self.root, sequence))
        frames, number = self._frames[sequence], frame + self.offset
        if number not in frames:
            self._missing.append((sequence, frame))
            sample = next(iter(frames.values()), '0.jpg')
            prefix, digits, suffix = re.match(r'(.*?)(\d+)(\.\w+)$', sample).groups()
            return f'{sequence}/{prefix}{number:0{len(digits)}d}{suffix}'
        return f'{sequence}/{frames[number]}'

    def describe_missing(self) -> str:
        """Say whether another offset would find what was missing; '' if not."""
        for offset in sorted({-1, 0, 1} - {self.offset}, key=abs):
            if self._missing and all(frame + offset in self._frames[sequence]
                                     for sequence, frame in self._missing):
                return (f'With frame_offset={offset} instead of {self.offset} all of these would '
                        'have an image: do the image numbers begin with 0 or with 1? ')
        return ''
