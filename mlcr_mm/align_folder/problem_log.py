"""The CSV of what went wrong, which survives a killed run."""
import csv
from pathlib import Path
from typing import Callable, List, NamedTuple

from mlcr_mm.files import replacing

COLUMNS = ('image', 'problem', 'detail')
#: The problems that leave a crop: the largest face was taken, a video may lack its end.
SEVERAL_FACES, FEWER_FRAMES = 'several_faces', 'fewer_frames'


class Problem(NamedTuple):
    """A line of the log.

    Attributes:
        image (str): Name of the image or video.
        problem (str): The kind, one word.
        detail (str): What is wrong.
    """

    image: str
    problem: str
    detail: str


class ProblemLog:
    """Lines are appended as they come.

    When it is opened again, the lines of images that are tried anew go; those of images that the
    run does not touch stay.

    Args:
        path (str): The CSV file.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def read(self) -> List[Problem]:
        """The lines; one that a killed run left half written is passed over."""
        if not self.path.is_file():
            return []
        with open(self.path, newline='', encoding='utf-8', errors='surrogateescape') as file:
            # A zero byte, left by a crash of the machine, would end the reader.
            rows = list(csv.reader(line.replace('\0', '') for line in file))[1:]
        return [Problem(*row) for row in rows if len(row) == len(COLUMNS)]

    def reopen(self, keep: Callable[[Problem], bool]) -> None:
        """Start a run: keep only the lines that ``keep`` says to."""
        kept = [problem for problem in self.read() if keep(problem)]
        with replacing(self.path) as temporary:
            with open(temporary, 'w', newline='', encoding='utf-8',
                      errors='surrogateescape') as file:
                csv.writer(file).writerows([COLUMNS, *kept])

    def add(self, problems: List[Problem]) -> None:
        """Append lines."""
        if problems:
            with open(self.path, 'a', newline='', encoding='utf-8',
                      errors='surrogateescape') as file:
                csv.writer(file).writerows(problems)
