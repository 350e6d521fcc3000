"""CSV files of what went wrong and of scores, which survive a killed run."""
import csv
from pathlib import Path
from typing import Callable, Generic, List, NamedTuple, Type, TypeVar

from mlcr_mm.files import replacing

#: The problems that leave a crop: the largest face was taken, a video may lack its end, or had more
#: frames in an earlier run.
SEVERAL_FACES, FEWER_FRAMES, MORE_CROPS = 'several_faces', 'fewer_frames', 'more_crops'
DOUBTS = (SEVERAL_FACES, FEWER_FRAMES, MORE_CROPS)
_TEXT = dict(newline='', encoding='utf-8', errors='surrogateescape')  # names need not be UTF-8


class Problem(NamedTuple):
    """A line about an image that has no crop, or a doubtful one.

    Attributes:
        image (str): Name of the image or video.
        problem (str): The kind, one word.
        detail (str): What is wrong.
    """

    image: str
    problem: str
    detail: str


class CropScore(NamedTuple):
    """A line about a crop.

    Attributes:
        image (str): Name of the image or frame.
        score (str): Of the detector, 0 to 1, four digits.
    """

    image: str
    score: str


Record = TypeVar('Record', Problem, CropScore)


class RecordLog(Generic[Record]):
    """Lines are appended as they come.

    Args:
        path (str): The CSV file.
        kind (type): What a line is.
    """

    def __init__(self, path: str, kind: Type[Record]) -> None:
        self.path = Path(path)
        self.kind = kind

    def read(self) -> List[Record]:
        """The lines; one that a killed run left half written is passed over."""
        if not self.path.is_file():
            return []
        with open(self.path, **_TEXT) as file:
            # A zero byte, left by a crash of the machine, would end the reader.
            rows = list(csv.reader(line.replace('\0', '') for line in file))[1:]
        return [self.kind(*row) for row in rows if len(row) == len(self.kind._fields)]

    def reopen(self, keep: Callable[[Record], bool]) -> None:
        """Start a run: keep the lines that ``keep`` says to, of an image the last of a kind."""
        kept = {record[:-1]: record for record in self.read() if keep(record)}
        with replacing(self.path) as temporary:
            with open(temporary, 'w', **_TEXT) as file:
                csv.writer(file).writerows([self.kind._fields, *kept.values()])

    def add(self, records: List[Record]) -> None:
        """Append lines."""
        if records:
            with open(self.path, 'a', **_TEXT) as file:
                csv.writer(file).writerows(records)
