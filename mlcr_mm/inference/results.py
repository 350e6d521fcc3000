"""From inputs to a file, with a bar that says how fast."""
import time
from pathlib import Path
from typing import Iterable, Iterator, List, NamedTuple, Optional, Sequence, TextIO, Union

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from mlcr_mm.files import write_image

from .annotation import draw_faces, picture_path
from .frame import FrameResult
from .inputs import Input
from .table_file import CsvTable, JsonTable

_SHOWN = 5  # failures


class InferSummary(NamedTuple):
    """What a run did.

    Attributes:
        frames (int): Images and frames that were looked at.
        faces (int): Rows with values.
        without_face (int): Frames without values that could be read.
        failures (list[str]): The first inputs that failed, and why.
        failed (int): How many rows say that an input failed.
        seconds (float): Duration.
        earlier (int): Rows without a failure that the table had before this run.
    """

    frames: int
    faces: int
    without_face: int
    failures: List[str]
    failed: int
    seconds: float
    earlier: int = 0

    @property
    def has_done_something(self) -> bool:
        """bool: Whether the table has rows of inputs that could be worked on."""
        return bool(self.faces or self.without_face or self.earlier)

    def after(self, failures: List[str], worked: int) -> 'InferSummary':
        """This run as the rest of a table that another one began.

        Args:
            failures (list[str]): What failed in the earlier run; it has failed in the table, too.
            worked (int): How many of its rows say of no failure.

        Returns:
            InferSummary: Of the table; duration, frames and faces are those of this run.
        """
        return self._replace(failures=(failures + self.failures)[:_SHOWN],
                             failed=len(failures) + self.failed, earlier=worked)


def write_results(results: Iterable[FrameResult], writer: Union[CsvTable, JsonTable],
                  file: TextIO) -> Iterator[FrameResult]:
    """Write the rows as they come, and pass the results on.

    Args:
        results (Iterable[FrameResult]): Of the inferencer.
        writer (CsvTable | JsonTable): The format.
        file (TextIO): Open for writing.

    Yields:
        FrameResult: The same.
    """
    for result in results:
        writer.add(file, result.rows)
        yield result


def annotate_results(results: Iterable[FrameResult], folder: str,
                     classes: Sequence[str]) -> Iterator[FrameResult]:
    """Write a picture of every frame with its results, and pass the results on.

    Args:
        results (Iterable[FrameResult]): With their images.
        folder (str): Where the pictures go.
        classes (Sequence[str]): Names of the C labels.

    Yields:
        FrameResult: The same, without the images.
    """
    for result in results:
        if result.frame.image is not None:
            frame = result.frame
            name = picture_path(frame.input, None if frame.timestamp is None else frame.number)
            write_image(str(Path(folder, name)), draw_faces(result, classes))
        yield result


def follow_results(results: Iterable[FrameResult], inputs: Sequence[Input], device: str,
                   console: Optional[Console] = None) -> InferSummary:
    """Go through all results and show how far it is.

    Args:
        results (Iterable[FrameResult]): Of the inferencer.
        inputs (Sequence[Input]): What they are of.
        device (str): What the networks run on, for the bar.
        console (Console, optional): Defaults to None: the terminal's error output.

    Returns:
        InferSummary: What came.
    """
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn('inputs'),
               TextColumn('{task.fields[frames]} frames, {task.fields[rate]:.1f} per second on '
                          '{task.fields[device]}'))
    frames = faces = without_face = failed = done = 0
    failures, current, start = [], None, time.monotonic()
    with Progress(*columns, console=console or Console(stderr=True)) as progress:
        task = progress.add_task('', total=len(inputs), frames=0, rate=0., device=device)
        for result in results:
            done += current not in (None, result.frame.input)
            current = result.frame.input
            errors = [row.error for row in result.rows if row.error]
            values = sum(row.success for row in result.rows)
            frames += not result.frame.error
            faces += values
            without_face += not values and not errors
            failed += len(errors)
            failures += [f'{current}: {error}' for error in errors[:_SHOWN - len(failures)]]
            progress.update(task, completed=done, frames=frames,
                            rate=frames / (time.monotonic() - start))
        progress.update(task, completed=len(inputs))
    return InferSummary(frames, faces, without_face, failures, failed, time.monotonic() - start)
