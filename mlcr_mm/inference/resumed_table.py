"""A table that a run has begun and another one goes on with."""
import csv
import math
from itertools import chain, islice
from pathlib import Path
from typing import Collection, Dict, Iterable, Iterator, List, NamedTuple, Optional, TextIO, Tuple

from mlcr_mm.files import replacing
from mlcr_mm.files.text_table import table_writer

from .face_table import COLUMNS, FaceTable
from .frame import FoundFace, Frame, FrameResult
from .table_file import ANY_NAME

# What may differ when a frame is done again: a box in pixels, a probability.
_PIXELS, _PROBABILITY = 1., 1e-3


class Progress(NamedTuple):
    """How far an earlier run came.

    Attributes:
        done (set[str]): Inputs that are finished.
        first (dict[str, int]): The input that is gone on with, and its first frame to do.
        frames (list): That input's frames before, with their faces.
        redone (list[list[str]]): The rows of the last frame with values and those behind it, which
            have been taken out.
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

    The last frame with values is taken out, with all rows behind it, and is done again: rows of
    further faces may be missing, and its values tell whether the model is the same.

    Args:
        path (Path): The file.
        table (FaceTable): The same columns.
        inputs (Collection[str]): The files that are to be done now.
        every (int): Every how-many-th frame of videos. Defaults to 1.

    Returns:
        Progress | None: None if there is nothing yet.

    Raises:
        ValueError: If the file is a table of another model or format, was at inputs that are none
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
        ValueError: If they differ by more than rounding, or the frame does not come again.
    """
    if not redone:
        yield from results
        return
    name, frame = redone[0][:2]
    old = [row for row in redone if row[:2] == redone[0][:2]]
    problem = f'{name}, frame {frame}, which the table has, did not come again'
    for result in results:
        if old and result.frame.input == name:
            rows = [table.texts(row) for row in result.rows]
            # Of the faces of the old frame the last ones may be missing.
            is_same = rows[0][:2] == old[0][:2] and len(old) <= len(rows)
            if result.frame.error:
                problem += f' ({result.frame.error})'
                break
            if not is_same or not all(map(_is_alike, old, rows)):
                problem = (f'{name}, frame {frame}, has other values than when the table was '
                           'begun: with another model, detector or option')
                break
            old = []
        yield result
    if old:
        table_writer(file).writerows(redone)
        raise ValueError(f'{file.name}: {problem}. Give what was there, or choose another --out; '
                         'the table is left as it was')


def _resume(path: Path, table: FaceTable, inputs: Collection[str],
            every: int) -> Optional[Progress]:
    rows = _whole_rows(path)
    header = next(rows, None)
    if header is None:
        return None
    if header != table.columns:
        raise ValueError('it is a table with other columns: of another model, or in another format')
    end = _find_end(_steps_checked(rows, every))
    gone = [name for name in end.behind if name not in inputs]
    if gone:
        raise ValueError(f'it ends with {gone[0]}, which may be half done and is not among the '
                         'inputs: name it, too')
    first = {end.last[0]: int(end.last[1])} if end.last else {}  # before anything is written
    frames: List[Tuple[Frame, List[FoundFace]]] = []
    redone: List[List[str]] = []
    with replacing(path) as temporary:
        with open(temporary, 'w', newline='', encoding='utf-8', errors=ANY_NAME) as file:
            rows = _whole_rows(path)
            before = _sorted_out(islice(rows, 1, None), end, frames, redone)
            table_writer(file).writerows(chain([header], before))
    failures = [f'{row[0]}: {row[-1]}' for row in end.failed]
    return Progress(end.done, first, frames, redone, failures, end.rows - len(failures))


class _End(NamedTuple):
    """The last frame with values, and what is before it and behind."""

    last: List[str]  # input and frame; empty if none has values
    rows: int  # before it
    failed: List[List[str]]  # of these
    done: set  # inputs before its own
    behind: List[str]  # its own and those behind


def _find_end(rows: Iterable[List[str]]) -> _End:
    success, face_id = COLUMNS.index('success'), COLUMNS.index('face_id')
    places: Dict[str, int] = {}  # of the inputs, in their order
    failed: List[List[str]] = []
    last = frame = ([], 0, 0)  # and rows and failures before it
    for number, row in enumerate(rows):
        if row[:2] != frame[0]:
            frame = (row[:2], number, len(failed))
            int(row[1])  # a damaged table is not to be gone on with
            places.setdefault(row[0], len(places))
        if row[-1] and not row[face_id]:  # of a face: only that was no use
            failed.append(row)
        if row[success] == '1':
            last = frame
    name, count, failures = last
    place = places[name[0]] if name else 0
    return _End(name, count, failed[:failures], {*islice(places, place)},
                [*islice(places, place, None)])


def _whole_rows(path: Path) -> Iterator[List[str]]:
    # Lines end with a line feed alone, since a name may have a carriage return.
    with open(path, newline='\n', encoding='utf-8', errors=ANY_NAME) as file:
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


def _sorted_out(rows: Iterable[List[str]], end: _End,
                frames: List[Tuple[Frame, List[FoundFace]]],
                redone: List[List[str]]) -> Iterator[List[str]]:
    """The rows before the last frame; the rest, and the faces of its input, go into the lists."""
    for number, row in enumerate(rows):
        if number < end.rows:
            if row[0] == end.last[0]:
                _collect(frames, row)
            yield row
        elif end.last:
            redone.append(row)


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
