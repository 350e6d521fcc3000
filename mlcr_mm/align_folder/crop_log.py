"""What each crop was made from, so that a corrected landmark or image is noticed."""
import csv
import os
import os.path as osp
from typing import Dict, List, NamedTuple, Optional

FILE_NAME = 'crops.csv'
COLUMNS = ('crop', 'landmarks', 'source', 'state')
_EARLIER = 3  # columns, before the state was noted


class CropOrigin(NamedTuple):
    """Of one crop.

    Attributes:
        landmarks (str): Key of the landmarks, see the ``key`` of a landmark source.
        source (str): Path of the image or video.
        state (str): See :func:`file_state`; '' where an earlier version did not note it.
    """

    landmarks: str
    source: str
    state: str = ''


def file_state(path: str) -> str:
    """What changes when a file is replaced: its size in bytes, and when it was changed.

    Args:
        path (str): The file.

    Returns:
        str: E.g. '20481-1764512345000000000'; '' where there is no such file.
    """
    try:
        status = os.stat(path)
    except OSError:
        return ''
    return f'{status.st_size}-{status.st_mtime_ns}'


class CropLog:
    """Origins of the crops of a folder, in a CSV file that all processes append to.

    A line is written before its crop, so that no crop of a killed run lacks one; of several lines
    the last holds. Crops of a folder without the file have no origin.

    Args:
        folder (str): Folder of the crops.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.path = osp.join(folder, FILE_NAME)
        self._origins = self._read()  # here and not later: processes that are forked share it

    def find(self, crop: str) -> Optional[CropOrigin]:
        """Origin that an earlier run noted for a crop; None if none did."""
        return self._origins.get(osp.relpath(crop, self.folder))

    def is_stale(self, crop: str) -> bool:
        """Whether the image of a crop has been replaced since, as far as this is known."""
        origin = self.find(crop)
        return bool(origin and origin.state) and origin.state != file_state(origin.source)

    def paths(self) -> List[str]:
        """Crops that earlier runs have noted; they may be gone."""
        return [osp.join(self.folder, crop) for crop in self._origins]

    def add(self, crop: str, origin: CropOrigin) -> None:
        """Note the origin of a crop that is about to be written."""
        is_new = not osp.exists(self.path)
        os.makedirs(self.folder, exist_ok=True)
        # One small write at the end of the file: lines of several processes do not mix.
        with open(self.path, 'a', newline='', encoding='utf-8', errors='surrogateescape') as file:
            rows = [COLUMNS] if is_new else []
            csv.writer(file).writerows([*rows, (osp.relpath(crop, self.folder), *origin)])

    def _read(self) -> Dict[str, CropOrigin]:
        if not osp.isfile(self.path):
            return {}
        _drop_half_line(self.path)
        with open(self.path, newline='', encoding='utf-8', errors='surrogateescape') as file:
            # A zero byte, left by a crash of the machine, would end the reader.
            rows = list(csv.reader(line.replace('\0', '') for line in file))
        return {row[0]: CropOrigin(*row[1:]) for row in rows[1:]
                if len(row) in (_EARLIER, len(COLUMNS))}


def _drop_half_line(path: str) -> None:
    """Take out what a full disk has left of a line; the next one would be added to it."""
    with open(path, 'rb+') as file:
        content = file.read()
        end = content.rfind(b'\n') + 1
        if end < len(content):
            file.truncate(end)
