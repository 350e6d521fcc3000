"""The CSV of what went wrong, which survives a killed run."""
import csv
from pathlib import Path
from typing import Callable, List, NamedTuple

from mlcr_mm.files import replacing

COLUMNS = ('image', 'problem', 'detail')
#: The one problem that leaves a crop: the largest face was taken.
SEVERAL_FACES = 'several_faces'


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

    When it is opened again, the lines of images without a crop go, since these are tried anew.

    Args:
        path (str): The CSV file.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def read(self) -> List[Problem]:
        """The lines; one that a killed run left half written is passed over."""
        if not self.path.is_file():
            return []
        with open(self.path, newline='', encoding='utf-8') as file:
            rows = list(csv.reader(file))[1:]
        return [Problem(*row) for row in rows if len(row) == len(COLUMNS)]

    def reopen(self, keep: Callable[[Problem], bool]) -> None:
        """Start a run: keep only the lines that ``keep`` says to."""
        kept = [problem for problem in self.read() if keep(problem)]
        with replacing(self.path) as temporary:
            with open(temporary, 'w', newline='', encoding='utf-8') as file:
                csv.writer(file).writerows([COLUMNS, *kept])

    def add(self, problems: List[Problem]) -> None:
        """Append lines."""
        if problems:
            with open(self.path, 'a', newline='', encoding='utf-8') as file:
                csv.writer(file).writerows(problems)
