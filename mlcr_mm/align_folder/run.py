"""Aligning a folder with all cores, resumable."""
import os.path as osp
import time
from collections import Counter
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mlcr_mm.alignment import DEFAULT_SIZE, alignment_record, check_alignment, write_alignment
from mlcr_mm.alignment.record import FILE_NAME, read_alignment
from mlcr_mm.files import refuse_overwriting
from mlcr_mm.parallel import available_cores, parallel_map

from .crop_log import FILE_NAME as CROP_FILE
from .crop_log import CropLog
from .face_files import FaceFile, find_face_files
from .record_log import DOUBTS, SEVERAL_FACES, CropScore, Problem, RecordLog
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
        renewed (int): New crops that replace one of other landmarks or another image.
        skipped (Counter): Suffix to number of files that are neither images nor videos.
        examples (dict[str, Problem]): Kind of problem to the first one.
        turned (int): New crops of photos that EXIF turns, whose landmarks, of a file, were taken
            for those of the turned pixels.
    """

    written: int
    kept: int
    problems: Counter
    seconds: float
    workers: int
    renewed: int = 0
    skipped: Counter = Counter()
    examples: Dict[str, Problem] = {}
    turned: int = 0

    @property
    def failed(self) -> int:
        """Images without a crop."""
        return sum(self.problems.values()) - sum(self.problems[doubt] for doubt in DOUBTS)


def align_folder(source: str,
                 target: str,
                 make_source: Callable[[], LandmarkSource],
                 landmarks: str,
                 root: str = '',
                 size: int = DEFAULT_SIZE,
                 output_format: str = 'same',
                 quality: int = 95,
                 every: int = 1,
                 workers: int = 0,
                 oriented: bool = True) -> AlignSummary:
    """Align all faces below a folder; a second run does what the first left undone.

    ``target`` gets the tree of ``source``, ``alignment.json`` (how the crops were aligned),
    ``crops.csv`` (what each was made from), ``problems.csv`` (what went wrong) and ``scores.csv``
    (what the detector says of each crop). Crops whose image or landmarks have changed since are
    made anew.

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
        oriented (bool): Whether the EXIF orientation is applied. Defaults to True.

    Returns:
        AlignSummary: What was done.

    Raises:
        FileNotFoundError: If ``source`` does not exist.
        ValueError: If there is nothing to align, ``target`` has crops of another alignment or
            format, or what is written would take the place of what is read.
    """
    folder = source if osp.isdir(source) else osp.dirname(source) or '.'
    files, skipped = find_face_files(source, target, root or folder, output_format)
    records = (PROBLEM_FILE, SCORE_FILE, CROP_FILE, FILE_NAME)
    refuse_overwriting([('OUT', osp.join(target, name)) for name in records], [landmarks])
    record = alignment_record(size, landmarks)
    if osp.isfile(osp.join(target, FILE_NAME)):
        check_alignment(read_alignment(target), record, target)
    log = RecordLog(osp.join(target, PROBLEM_FILE), Problem)
    scores = RecordLog(osp.join(target, SCORE_FILE), CropScore)
    frame_suffix = '.png' if output_format == 'png' else '.jpg'
    crops = CropLog(target)
    _check_formats(files, crops, frame_suffix)
    aligner = Aligner(make_source, size, quality, frame_suffix, every, crops, oriented)
    # The crop is there already, so this run will not find the second face again.
    outputs = {file.name: file.output for file in files if not file.is_video}
    outputs.update({osp.splitext(file.name)[0]: file.output for file in files if file.is_video})
    videos = {file.name for file in files if file.is_video}

    def stays(problem: Problem) -> bool:
        output = '' if problem.image in videos else _output(outputs, problem.image, frame_suffix)
        is_touched = output is not None
        is_kept = problem.problem == SEVERAL_FACES and output and not crops.is_stale(output)
        return not is_touched or bool(is_kept and aligner.has_crop(output))

    log.reopen(stays)
    scores.reopen(lambda score: True)
    write_alignment(target, record)
    summary = _run(files, aligner, log, scores, workers or available_cores())
    return summary._replace(skipped=skipped)


def _check_formats(files: List[FaceFile], crops: CropLog, frame_suffix: str) -> None:
    """Refuse crops beside those of an earlier run in another format: each image would be twice."""
    suffixes = {osp.splitext(file.output)[0]: osp.splitext(file.output)[1] for file in files
                if not file.is_video}
    outputs = {file.output for file in files}
    for crop in crops.paths():
        stem, suffix = osp.splitext(crop)
        expected = frame_suffix if osp.dirname(crop) in outputs else suffixes.get(stem, suffix)
        if suffix != expected and crop not in outputs and osp.isfile(crop):
            raise ValueError(f'{crop} is a crop of an earlier run in another format: each image '
                             'would be there twice. Choose the --format of that run, or another '
                             'folder')


def _output(outputs: Dict[str, str], image: str, frame_suffix: str) -> Optional[str]:
    """Crop of an image or of a frame; None if it is none of this run's."""
    if image in outputs:
        return outputs[image]
    video, frame = osp.split(image)
    if video not in outputs:
        return None
    return osp.join(outputs[video], osp.splitext(frame)[0] + frame_suffix)


def _batches(files: List[FaceFile]) -> Iterator[List[FaceFile]]:
    """Videos one by one and first, since they take longest; then images by the batch."""
    yield from ([file] for file in files if file.is_video)
    images = [file for file in files if not file.is_video]
    yield from (images[start:start + _BATCH] for start in range(0, len(images), _BATCH))


def _run(files: List[FaceFile], aligner: Aligner, log: RecordLog[Problem],
         scores: RecordLog[CropScore], workers: int) -> AlignSummary:
    written, kept, renewed, turned, counts, start = 0, 0, 0, 0, Counter(), time.monotonic()
    examples: Dict[str, Problem] = {}
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn('files'),
               TextColumn('{task.fields[rate]:.0f} crops/s'), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task('', total=len(files), rate=0.)
        for outcome in parallel_map(aligner, _batches(files), workers):
            written += outcome.written
            kept += outcome.kept
            renewed += outcome.renewed
            turned += outcome.turned
            counts.update(problem.problem for problem in outcome.problems)
            for problem in outcome.problems:
                examples.setdefault(problem.problem, problem)
            log.add(outcome.problems)
            scores.add(outcome.scores)
            progress.update(task, advance=outcome.files,
                            rate=written / (time.monotonic() - start))
    return AlignSummary(written, kept, counts, time.monotonic() - start, workers, renewed,
                        examples=examples, turned=turned)
