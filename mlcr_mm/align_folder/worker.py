"""What one process does: read, find landmarks, align, write."""
import os.path as osp
from typing import Callable, List, NamedTuple, Optional, Sequence

import numpy as np

from mlcr_mm.alignment import AlignmentError, FaceLandmarks, align_face
from mlcr_mm.files import read_image, write_image
from mlcr_mm.video_io import VideoError, read_video

from .face_files import FaceFile
from .record_log import SEVERAL_FACES, CropScore, Problem

LandmarkSource = Callable[[np.ndarray, str], FaceLandmarks]


class Outcome(NamedTuple):
    """Result of some files.

    Attributes:
        files (int): Files gone through.
        written (int): New crops.
        kept (int): Crops that were there already.
        problems (list[Problem]): What went wrong.
        scores (list[CropScore]): Of new crops, if a detector gave any.
    """

    files: int
    written: int
    kept: int
    problems: List[Problem]
    scores: List[CropScore]


class Aligner:
    """Aligns files; an image whose crop is there already is not done again.

    Args:
        make_source (Callable): Makes the landmark source; called once in every process, since
            detectors cannot be handed from one to another.
        size (int): Side of the crops in pixels.
        quality (int): Of JPEG crops, 0 to 100.
        frame_suffix (str): Format of the frames of videos, e.g. '.jpg'.
        every (int): Every how-many-th frame of a video is taken, from the first one on.
    """

    def __init__(self, make_source: Callable[[], LandmarkSource], size: int, quality: int,
                 frame_suffix: str, every: int) -> None:
        self.make_source = make_source
        self.size = size
        self.quality = quality
        self.frame_suffix = frame_suffix
        self.every = every
        self._source: Optional[LandmarkSource] = None

    def __call__(self, files: Sequence[FaceFile]) -> Outcome:
        """Align some files."""
        if self._source is None:
            self._source = self.make_source()
        problems, scores, written, kept = [], [], 0, 0
        for file in files:
            align = self._align_video if file.is_video else self._align_image
            outcome = align(file)
            problems += outcome.problems
            scores += outcome.scores
            written += outcome.written
            kept += outcome.kept
        return Outcome(len(files), written, kept, problems, scores)

    def has_crop(self, path: str) -> bool:
        """Whether a whole crop of the right size is there."""
        try:
            return read_image(path).shape[:2] == (self.size, self.size)
        except (OSError, ValueError):
            return False

    def _align_image(self, file: FaceFile) -> Outcome:
        if self.has_crop(file.output):
            return Outcome(1, 0, 1, [], [])
        try:
            image = read_image(file.path)
        except (OSError, ValueError) as error:
            return Outcome(1, 0, 0, [Problem(file.name, 'unreadable', str(error))], [])
        return self._write_crop(image, file.name, file.output)

    def _align_video(self, file: FaceFile) -> Outcome:
        """Frame k, counted from 1, becomes ``<video without suffix>/<k with 5 digits>.jpg``."""
        stem = osp.splitext(file.name)[0]
        problems, scores, written, kept = [], [], 0, 0
        try:
            for number, _, image in read_video(file.path, self.every):
                output = osp.join(file.output, f'{number + 1:05d}{self.frame_suffix}')
                if self.has_crop(output):
                    kept += 1
                    continue
                outcome = self._write_crop(image, f'{stem}/{number + 1:05d}.jpg', output)
                written += outcome.written
                scores += outcome.scores
                problems += outcome.problems
        except VideoError as error:
            problems.append(Problem(file.name, 'unreadable', str(error)))
        return Outcome(1, written, kept, problems, scores)

    def _write_crop(self, image: np.ndarray, name: str, output: str) -> Outcome:
        try:
            points, num_faces, score = self._source(image, name)
        except AlignmentError as error:
            return Outcome(1, 0, 0, [Problem(name, error.problem, error.detail)], [])
        write_image(output, align_face(image, points, self.size), self.quality)
        problems = []
        if num_faces > 1:
            problems = [Problem(name, SEVERAL_FACES, f'{num_faces} faces; the largest was taken')]
        scores = [] if score is None else [CropScore(name, f'{score:.4f}')]
        return Outcome(1, 1, 0, problems, scores)
