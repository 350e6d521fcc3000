"""Aligning a folder with all cores, resumable."""
import os.path as osp
import time
from collections import Counter
from typing import Callable, Iterator, List, NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mlcr_mm.alignment import DEFAULT_SIZE, alignment_record, check_alignment, write_alignment
from mlcr_mm.alignment.record import FILE_NAME, read_alignment
from mlcr_mm.parallel import available_cores, parallel_map

from .face_files import FaceFile, find_face_files
from .record_log import SEVERAL_FACES, CropScore, Problem, RecordLog
from .worker import Aligner, LandmarkSource

PROBLEM_FILE, SCORE_FILE = 'problems.csv', 'scores.csv'
_BATCH = 16  # images a process takes at a time


class AlignSummary(NamedTuple):
    """What a run did.

    Attributes:
        written (int): New crops.
        kept (int): Crops of an earlier run.
        problems (Counter): Kind of problem to number of images in this run.
        seconds (float): Duration.
        workers (int): Processes.
    """

    written: int
    kept: int
    problems: Counter
    seconds: float
    workers: int

    @property
    def failed(self) -> int:
        """Images without a crop."""
        return sum(self.problems.values()) - self.problems[SEVERAL_FACES]


def align_folder(source: str,
                 target: str,
                 make_source: Callable[[], LandmarkSource],
                 landmarks: str,
                 root: str = '',
                 size: int = DEFAULT_SIZE,
                 output_format: str = 'same',
                 quality: int = 95,
                 every: int = 1,
                 workers: int = 0) -> AlignSummary:
    """Align all faces below a folder; a second run does what the first left undone.

    ``target`` gets the tree of ``source``, ``alignment.json`` (how the crops were aligned),
    ``problems.csv`` (what went wrong) and ``scores.csv`` (what the detector says of each crop).

    Args:
        source (str): Folder of images and videos, or one file.
        target (str): Folder of the crops.
        make_source (Callable): Makes the landmark source, in every process.
        landmarks (str): Where the landmarks come from, for ``alignment.json``.
        root (str): Folder that the names in landmark files are relative to; '' is ``source``.
        size (int): Side of the crops in pixels. Defaults to 240.
        output_format (str): 'same', 'jpg' or 'png'. Defaults to 'same'.
        quality (int): Of JPEG crops. Defaults to 95.
        every (int): Every how-many-th frame of videos. Defaults to 1.
        workers (int): Processes; 0 takes all cores. Defaults to 0.

    Returns:
        AlignSummary: What was done.

    Raises:
        FileNotFoundError: If ``source`` does not exist.
        ValueError: If there is nothing to align, or ``target`` has crops of another alignment.
    """
    folder = source if osp.isdir(source) else osp.dirname(source) or '.'
    files = find_face_files(source, target, root or folder, output_format)
    record = alignment_record(size, landmarks)
    if osp.isfile(osp.join(target, FILE_NAME)):
        check_alignment(read_alignment(target), record, target)
    log = RecordLog(osp.join(target, PROBLEM_FILE), Problem)
    scores = RecordLog(osp.join(target, SCORE_FILE), CropScore)
    frame_suffix = '.png' if output_format == 'png' else '.jpg'
    aligner = Aligner(make_source, size, quality, frame_suffix, every)
    # The crop is there already, so this run will not find the second face again.
    outputs = {file.name: file.output for file in files if not file.is_video}
    outputs.update({osp.splitext(file.name)[0]: file.output for file in files if file.is_video})
    log.reopen(lambda problem: problem.problem == SEVERAL_FACES and aligner.has_crop(
        _output(outputs, problem.image, frame_suffix)))
    scores.reopen(lambda score: True)
    write_alignment(target, record)
    return _run(files, aligner, log, scores, workers or available_cores())


def _output(outputs: dict, image: str, frame_suffix: str) -> str:
    """Crop of an image or of a frame, '' if the file is gone."""
    if image in outputs:
        return outputs[image]
    video, frame = osp.split(image)
    return osp.join(outputs.get(video, ''), osp.splitext(frame)[0] + frame_suffix)


def _batches(files: List[FaceFile]) -> Iterator[List[FaceFile]]:
    """Videos one by one and first, since they take longest; then images by the batch."""
    yield from ([file] for file in files if file.is_video)
    images = [file for file in files if not file.is_video]
    yield from (images[start:start + _BATCH] for start in range(0, len(images), _BATCH))


def _run(files: List[FaceFile], aligner: Aligner, log: RecordLog[Problem],
         scores: RecordLog[CropScore], workers: int) -> AlignSummary:
    written, kept, counts, start = 0, 0, Counter(), time.monotonic()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn('files'),
               TextColumn('{task.fields[rate]:.0f} crops/s'), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task('', total=len(files), rate=0.)
        for outcome in parallel_map(aligner, _batches(files), workers):
            written += outcome.written
            kept += outcome.kept
            counts.update(problem.problem for problem in outcome.problems)
            log.add(outcome.problems)
            scores.add(outcome.scores)
            progress.update(task, advance=outcome.files,
                            rate=written / (time.monotonic() - start))
    return AlignSummary(written, kept, counts, time.monotonic() - start, workers)
