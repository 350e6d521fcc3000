"""The file of the table: streamed, whole rows only, and a run can go on."""
import csv
import json
from itertools import chain
from pathlib import Path
from typing import Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, TextIO

from mlcr_mm.files import replacing

from .face_table import COLUMNS, FaceTable
from .frame import FaceRow, FoundFace, Frame
from .result_dict import result_dict


class Progress(NamedTuple):
    """How far an earlier run came.

    Attributes:
        done (set[str]): Inputs that are finished.
        first (dict[str, int]): The input it was at, and the first frame that is missing.
        frames (list): That input's frames before, with their faces.
    """

    done: set
    first: Dict[str, int]
    frames: List['tuple[Frame, List[FoundFace]]']


class CsvTable:
    """Comma-separated rows, UTF-8, quoted where needed.

    Args:
        table (FaceTable): Columns and values.
    """

    def __init__(self, table: FaceTable) -> None:
        self.table = table

    def begin(self, file: TextIO) -> None:
        """Write the header."""
        self._writer(file).writerow(self.table.columns)

    def add(self, file: TextIO, rows: Iterable[FaceRow]) -> None:
        """Write rows, and hand them to the system at once."""
        self._writer(file).writerows(map(self.table.texts, rows))
        file.flush()

    def _writer(self, file: TextIO) -> 'csv._writer':
        return csv.writer(file, lineterminator='\n')


class JsonTable:
    """JSON Lines: one object per row, see :func:`mlcr_mm.inference.result_dict.result_dict`.

    Args:
        classes (Sequence[str]): Names of the C labels.
        notice (str): What users must know of the model. Defaults to ''.
    """

    def __init__(self, classes: Sequence[str], notice: str = '') -> None:
        self.classes = classes
        self.notice = notice

    def begin(self, file: TextIO) -> None:
        """JSON Lines have no header."""

    def add(self, file: TextIO, rows: Iterable[FaceRow]) -> None:
        """Write rows, and hand them to the system at once."""
        for row in rows:
            values = result_dict(row, self.classes, self.notice)
            file.write(json.dumps(values, ensure_ascii=False) + '\n')
        file.flush()


def resume_csv(path: Path, table: FaceTable) -> Optional[Progress]:
    """Make the file of a run that was cut off ready for more rows.

    The last frame is taken out, since rows of further faces may be missing, and is done again.

    Args:
        path (Path): The file.
        table (FaceTable): The same columns.

    Returns:
        Progress | None: None if there is nothing yet.

    Raises:
        ValueError: If the file is a table of another model or format.
    """
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        return _resume(path, table)
    except (csv.Error, ValueError) as error:
        raise ValueError(f'{path} cannot be gone on with ({error}); choose another --out, or leave '
                         '--resume out') from error


def _resume(path: Path, table: FaceTable) -> Optional[Progress]:
    header, last, seen = None, None, set()
    for row in _whole_rows(path):
        if header is None:
            header = row
        else:
            last = row[:2]
            seen.add(row[0])
    if header is None:
        return None
    if header != table.columns:
        raise ValueError('it is a table with other columns: of another model, or in another format')
    first = {} if last is None else {last[0]: int(last[1])}  # before anything is written
    frames: List[tuple[Frame, List[FoundFace]]] = []
    with replacing(path) as temporary:
        with open(temporary, 'w', newline='', encoding='utf-8') as file:
            rows = _whole_rows(path)
            kept = chain([next(rows)], (row for row in rows if row[:2] != last))
            csv.writer(file, lineterminator='\n').writerows(
                _watched(kept, last, lambda row: _collect(frames, row)))
    return Progress(seen - set(first), first, frames)


def _whole_rows(path: Path) -> Iterator[List[str]]:
    with open(path, newline='', encoding='utf-8', errors='replace') as file:
        rows, columns = csv.reader(_whole_lines(file)), None
        for row in rows:
            columns = columns or len(row)
            if len(row) == columns:  # but for what a killed run left half written
                yield row


def _whole_lines(file: TextIO) -> Iterator[str]:
    return (line for line in file if line.endswith('\n'))


def _watched(rows: Iterable[List[str]], last: Optional[List[str]],
             look: Callable[[List[str]], None]) -> Iterator[List[str]]:
    for row in rows:
        if last is not None and row[0] == last[0]:
            look(row)
        yield row


def _collect(frames: List['tuple[Frame, List[FoundFace]]'], row: List[str]) -> None:
    """Add the face of a row, if it has one that a tracker knows."""
    values = dict(zip(COLUMNS, row))
    if values['timestamp']:
        if not frames or frames[-1][0].number != int(values['frame']):
            frames.append((Frame(values['input'], int(values['frame']),
                                 float(values['timestamp'])), []))
        if values['face_id'] and values['width']:
            box = tuple(float(values[name]) for name in ('x', 'y', 'width', 'height'))
            frames[-1][1].append(FoundFace(box, face_id=int(values['face_id'])))
