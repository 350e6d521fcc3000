"""Image files of video frames, whose names differ between releases."""
import os.path as osp
import re
from typing import Dict, Iterator, Tuple

from mlcr_mm.files import IMAGE_SUFFIXES, visible_names

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
    for name in visible_names(folder):
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
        self._asked: Dict[str, Dict[int, None]] = {}
        self._is_missing = False

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
        self._asked.setdefault(sequence, {})[frame] = None
        if number not in frames:
            self._is_missing = True
            sample = next(iter(frames.values()), '0.jpg')
            prefix, digits, suffix = re.match(r'(.*?)(\d+)(\.\w+)$', sample).groups()
            return f'{sequence}/{prefix}{number:0{len(digits)}d}{suffix}'
        return f'{sequence}/{frames[number]}'

    def missing_by_offset(self) -> Dict[int, int]:
        """How many of the frames asked for have no image: for offsets from -1 to 1, and its own."""
        return {offset: sum(len(frames.keys() - {number - offset for number in images})
                            for frames, images in self._sequences() if images)
                for offset in sorted({-1, 0, 1, self.offset}, key=abs)}

    def _sequences(self) -> Iterator[Tuple[Dict[int, None], Dict[int, str]]]:
        return ((frames, self._frames[sequence]) for sequence, frames in self._asked.items())

    def describe_missing(self) -> str:
        """Say whether another offset finds all frames, or no fewer; '' if none is missing."""
        missing = self.missing_by_offset()
        if not self._is_missing:
            return ''
        fitting = [offset for offset, number in missing.items() if not number]
        if self.offset in fitting:  # a whole sequence has no image: no offset helps
            return ''
        if fitting:
            shown = ' and with '.join(f'frame_offset={offset}' for offset in fitting)
            both = (' - compare an image with its label to know which is right'
                    if len(fitting) > 1 else '')
            return (f'With {shown} instead of {self.offset} all frames would have an image{both}: '
                    'do the image numbers begin with 0 or with 1? ')
        as_good = self._as_good(missing)
        if not as_good:
            return ''
        return (f'No more are missing with frame_offset={as_good} instead of {self.offset}: '
                'compare an image with its label, or every label may be one frame off. ')

    def describe_doubt(self) -> str:
        """Say whether all frames exist with this offset and with another one too; '' if not."""
        missing = self.missing_by_offset()
        as_good = self._as_good(missing)
        if self._is_missing or not as_good:
            return ''
        return (f'all frames have an image with frame_offset={self.offset}, but with {as_good} as '
                'well; compare an image with its label to know which is right')

    def _as_good(self, missing: Dict[int, int]) -> str:
        """Other offsets with which no more frames are missing."""
        return ', '.join(str(offset) for offset, number in missing.items()
                         if offset != self.offset and number <= missing[self.offset])
