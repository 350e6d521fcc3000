"""A table that a run has begun and another one goes on with."""
import csv
import math
from itertools import chain
from pathlib import Path
from typing import Collection, Dict, Iterable, Iterator, List, NamedTuple, Optional, TextIO, Tuple

from mlcr_mm.files import replacing

from .face_table import COLUMNS, FaceTable
from .frame import FoundFace, Frame, FrameResult
from .table_file import ANY_NAME

# What may differ when a frame is done again: a box in pixels, a probability.
_PIXELS, _PROBABILITY = 1., 1e-3


class Progress(NamedTuple):
    """How far an earlier run came.

    Attributes:
        done (set[str]): Inputs that are finished.
        first (dict[str, int]): The input it was at, and the first frame that is missing.
        frames (list): That input's frames before, with their faces.
        redone (list[list[str]]): The rows of the last frame, which have been taken out.
        failures (list[str]): What the rows that are left say of inputs that failed.
        worked (int): How many of the rows that are left say of none.
    """

    done: set
    first: Dict[str, int]
    frames: List[Tuple[Frame, List[FoundFace]]]
    redone: List[List[str]]
    failures: List[str]
    worked: int


def resume_csv(path: Path, table: FaceTable, inputs: Collection[str],
               every: int = 1) -> Optional[Progress]:
    """Make the file of a run that was cut off ready for more rows.

    The last frame is taken out, since rows of further faces may be missing, and is done again.

    Args:
        path (Path): The file.
        table (FaceTable): The same columns.
        inputs (Collection[str]): The files that are to be done now.
        every (int): Every how-many-th frame of videos. Defaults to 1.

    Returns:
        Progress | None: None if there is nothing yet.

    Raises:
        ValueError: If the file is a table of another model or format, was at an input that is none
            of these, or has another distance of frames.
    """
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        return _resume(path, table, inputs, every)
    except (csv.Error, ValueError) as error:
        raise ValueError(f'{path} cannot be gone on with ({error}); choose another --out, or leave '
                         '--resume out') from error


def check_redone(results: Iterable[FrameResult], redone: List[List[str]], table: FaceTable,
                 file: TextIO) -> Iterator[FrameResult]:
    """Compare the frame that is done again with the rows that it had.

    Args:
        results (Iterable[FrameResult]): Of the run that goes on.
        redone (list[list[str]]): See :class:`Progress`.
        table (FaceTable): The columns of both.
        file (TextIO): Where the rows go back if they do not fit.

    Yields:
        FrameResult: The same results.

    Raises:
        ValueError: If they differ by more than rounding.
    """
    for result in results:
        rows = [table.texts(row) for row in result.rows]
        if redone and rows[0][:2] == redone[0][:2]:
            # Of the faces of the old frame the last ones may be missing.
            if not all(map(_is_alike, redone, rows)) or len(redone) > len(rows):
                csv.writer(file, lineterminator='\n').writerows(redone)
                name, frame = redone[0][:2]
                raise ValueError(
                    f'{file.name}: {name}, frame {frame}, has other values than when the table was '
                    'begun: with another model, detector or option. Give those, or choose another '
                    '--out; the table is left as it was')
            redone = []
        yield result


def _resume(path: Path, table: FaceTable, inputs: Collection[str],
            every: int) -> Optional[Progress]:
    rows = _whole_rows(path)
    header = next(rows, None)
    if header is None:
        return None
    if header != table.columns:
        raise ValueError('it is a table with other columns: of another model, or in another format')
    last: List[str] = []
    seen, failed, count = set(), [], 0
    for row in _steps_checked(rows, every):
        last, count = row[:2], count + 1
        seen.add(row[0])
        if row[-1] and not row[COLUMNS.index('face_id')]:  # of a face: only that was no use
            failed.append(row)
    if not last:
        return Progress(set(), {}, [], [], [], 0)
    if last[0] not in inputs:
        raise ValueError(f'it ends with {last[0]}, which may be half done and is not among the '
                         'inputs: name it, too')
    first = {last[0]: int(last[1])}  # before anything is written
    frames: List[Tuple[Frame, List[FoundFace]]] = []
    redone: List[List[str]] = []
    with replacing(path) as temporary:
        with open(temporary, 'w', newline='', encoding='utf-8', errors=ANY_NAME) as file:
            rows = _whole_rows(path)
            kept = chain([next(rows)], _sorted_out(rows, last, frames, redone))
            csv.writer(file, lineterminator='\n').writerows(kept)
    failures = [f'{row[0]}: {row[-1]}' for row in failed if row[:2] != last]
    worked = count - len(redone) - len(failures)
    return Progress(seen - set(first), first, frames, redone, failures, worked)


def _whole_rows(path: Path) -> Iterator[List[str]]:
    with open(path, newline='', encoding='utf-8', errors=ANY_NAME) as file:
        rows, columns = csv.reader(_whole_lines(file)), None
        for row in rows:
            columns = columns or len(row)
            if len(row) == columns:  # but for what a killed run left half written
                yield row


def _whole_lines(file: TextIO) -> Iterator[str]:
    return (line for line in file if line.endswith('\n'))


def _steps_checked(rows: Iterable[List[str]], every: int) -> Iterator[List[str]]:
    """Rows of videos whose frames are as far apart as those to come."""
    name, before = '', 0
    for row in rows:
        if row[2]:  # a time stamp: of a video or a camera
            number = int(row[1])
            if row[0] == name and number not in (before, before + every):
                raise ValueError(f'the frames of {name} are {number - before} apart: give --every '
                                 f'{number - before}')
            name, before = row[0], number
        yield row


def _sorted_out(rows: Iterable[List[str]], last: List[str],
                frames: List[Tuple[Frame, List[FoundFace]]],
                redone: List[List[str]]) -> Iterator[List[str]]:
    """The rows before the last frame; its own, and the faces of its input, go into the lists."""
    for row in rows:
        if row[:2] == last:
            redone.append(row)
            continue
        if row[0] == last[0]:
            _collect(frames, row)
        yield row


def _collect(frames: List[Tuple[Frame, List[FoundFace]]], row: List[str]) -> None:
    """Add the face of a row, if it has one that a tracker knows."""
    values = dict(zip(COLUMNS, row))
    if values['timestamp']:
        if not frames or frames[-1][0].number != int(values['frame']):
            frames.append((Frame(values['input'], int(values['frame']),
                                 float(values['timestamp'])), []))
        if values['face_id'] and values['width']:
            box = tuple(float(values[name]) for name in ('x', 'y', 'width', 'height'))
            frames[-1][1].append(FoundFace(box, face_id=int(values['face_id'])))


def _is_alike(old: List[str], new: List[str]) -> bool:
    """Whether two rows of one frame say the same."""
    box = COLUMNS.index('x')
    parts = ((old[box:len(COLUMNS)], new[box:len(COLUMNS)], _PIXELS),
             # Probabilities and disagreements: a decision follows from them.
             (old[len(COLUMNS):-1:3], new[len(COLUMNS):-1:3], _PROBABILITY),
             (old[len(COLUMNS) + 2:-1:3], new[len(COLUMNS) + 2:-1:3], _PROBABILITY))
    return all(_is_close(first, second, limit) for olds, news, limit in parts
               for first, second in zip(olds, news))


def _is_close(first: str, second: str, limit: float) -> bool:
    if not first or not second:
        return first == second
    return math.isclose(float(first), float(second), rel_tol=0., abs_tol=limit)
