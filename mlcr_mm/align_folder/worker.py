"""What one process does: read, find landmarks, align, write."""
import os
import os.path as osp
from typing import Callable, List, NamedTuple, Optional, Sequence

import cv2
import numpy as np

from mlcr_mm.alignment import AlignmentError, FaceLandmarks, TableLandmarks, align_face
from mlcr_mm.files import BrokenImageError, exif_turns, read_image, visible_names, write_image

from .crop_log import CropLog, CropOrigin, file_state
from .face_files import FRAME, FaceFile
from .record_log import MORE_CROPS, SEVERAL_FACES, CropScore, Problem
from .video import VideoFrames

_STALE = '; the crop that is there is that of an earlier run'

LandmarkSource = Callable[[np.ndarray, str], FaceLandmarks]


class Outcome(NamedTuple):
    """Result of some files.

    Attributes:
        files (int): Files gone through.
        written (int): New crops.
        kept (int): Crops that were there already.
        problems (list[Problem]): What went wrong.
        scores (list[CropScore]): Of new crops, if a detector gave any.
        renewed (int): Those of the new crops that replace one of other landmarks or another image.
        turned (int): Those whose landmarks, of a file, were taken for those of the pixels that
            EXIF has turned.
    """

    files: int
    written: int
    kept: int
    problems: List[Problem]
    scores: List[CropScore] = []
    renewed: int = 0
    turned: int = 0


class Aligner:
    """Aligns files; one whose crop is there, of the same image and landmarks, is not done again.

    Args:
        make_source (Callable): Makes the landmark source; called once in every process, since
            detectors cannot be handed from one to another.
        size (int): Side of the crops in pixels.
        quality (int): Of JPEG crops, 0 to 100.
        frame_suffix (str): Format of the frames of videos, e.g. '.jpg'.
        every (int): Every how-many-th frame of a video is taken, from the first one on.
        log (CropLog, optional): Origins of the crops. Defaults to None: they are not kept.
        oriented (bool): Whether the EXIF orientation of photos is applied before the landmarks are
            looked for. Defaults to True.
    """

    def __init__(self, make_source: Callable[[], LandmarkSource], size: int, quality: int,
                 frame_suffix: str, every: int, log: Optional[CropLog] = None,
                 oriented: bool = True) -> None:
        self.make_source = make_source
        self.size = size
        self.quality = quality
        self.frame_suffix = frame_suffix
        self.every = every
        self.log = log
        self.oriented = oriented
        self._source: Optional[LandmarkSource] = None

    def __call__(self, files: Sequence[FaceFile]) -> Outcome:
        """Align some files."""
        if self._source is None:
            self._source = self.make_source()
        outcomes = [(self._align_video if file.is_video else self._align_image)(file)
                    for file in files]
        return _sum(len(files), outcomes)

    def has_crop(self, path: str) -> bool:
        """Whether a whole crop of the right size is there."""
        try:
            return read_image(path).shape[:2] == (self.size, self.size)
        except BrokenImageError:
            return False

    def _align_image(self, file: FaceFile) -> Outcome:
        found = self._find_crop(file.path, file.name, file.output)
        if found.kept or found.problems:
            return found
        try:
            image = read_image(file.path, self.oriented)
        except BrokenImageError as error:
            damage = error.damage + (_STALE if found.renewed else '')
            return Outcome(1, 0, 0, [Problem(file.name, 'unreadable', damage)])
        outcome = self._write_crop(image, file.path, file.name, file.output, found.renewed)
        is_turned = (self.oriented and isinstance(self._source, TableLandmarks) and
                     outcome.written and exif_turns(file.path))
        return outcome._replace(turned=int(is_turned))

    def _align_video(self, file: FaceFile) -> Outcome:
        """Frame k, counted from 1, becomes ``<video without suffix>/<k with 5 digits>.jpg``."""
        stem, outcomes, number = osp.splitext(file.name)[0], [], 0
        try:
            getattr(self._source, 'check_video', lambda _: None)(stem)
        except AlignmentError as error:
            return Outcome(1, 0, 0, [Problem(file.name, error.problem, error.detail)])
        frames = VideoFrames(file.path, self.every)
        for number, image in frames:
            name = f'{stem}/{number:05d}.jpg'
            output = osp.join(file.output, f'{number:05d}{self.frame_suffix}')
            outcome = self._find_crop(file.path, name, output)
            if not outcome.kept and not outcome.problems:
                outcome = self._write_crop(image, file.path, name, output, outcome.renewed)
            outcomes.append(outcome)
        if frames.fault:
            problems = [Problem(file.name, *frames.fault)]
        else:
            problems = self._crops_behind(file, number + self.every - 1)
        return _sum(1, [*outcomes, Outcome(1, 0, 0, problems)])

    def _crops_behind(self, file: FaceFile, last: int) -> List[Problem]:
        """Tell of crops that a longer video, since replaced, has left."""
        numbers = [int(osp.splitext(name)[0]) for name in visible_names(file.output)
                   if FRAME.fullmatch(name)]
        behind = sorted(number for number in numbers if number > last)
        if not behind:
            return []
        return [Problem(file.name, MORE_CROPS, f'{file.output} has {len(behind)} crops of frames '
                        f'that the video no longer has, from {behind[0]:05d} on: remove them')]

    def _find_crop(self, path: str, name: str, output: str) -> Outcome:
        """What is there: kept, a problem, renewed (to be done anew), or nothing of these."""
        if not self.has_crop(output):
            return Outcome(1, 0, 0, [])
        origin = self.log and self.log.find(output)
        if not origin:
            return Outcome(1, 0, 1, [])
        source = osp.realpath(path)
        if origin.source != source and osp.exists(origin.source):
            return Outcome(1, 0, 0, [Problem(name, 'same_name', f'the crop {output} is that of '
                                             f'{origin.source}; take another output folder')])
        key = self._key(name)
        is_same_file = origin.state in ('', file_state(path))
        if is_same_file and key in (None, origin.landmarks):
            return Outcome(1, 0, 1, [])
        return Outcome(1, 0, 0, [], renewed=1)

    def _key(self, name: str) -> Optional[str]:
        return getattr(self._source, 'key', lambda _: None)(name)

    def _write_crop(self, image: np.ndarray, path: str, name: str, output: str,
                    renewed: int) -> Outcome:
        try:
            points, num_faces, score = self._source(image, name)
            crop = align_face(image, points, self.size)
        except cv2.error as error:  # sizes that OpenCV cannot handle, e.g. 40,000 px in version 4
            return Outcome(1, 0, 0, [Problem(name, 'unreadable', ' '.join(str(error).split()))])
        except AlignmentError as error:
            stale = _STALE if renewed else ''
            return Outcome(1, 0, 0, [Problem(name, error.problem, error.detail + stale)])
        if renewed:  # if the run breaks off here, the old crop does not pass for the new one
            os.remove(output)
        if self.log:
            self.log.add(output, CropOrigin(self._key(name) or '', osp.realpath(path),
                                            file_state(path)))
        write_image(output, crop, self.quality)
        problems = []
        if num_faces > 1:
            problems = [Problem(name, SEVERAL_FACES, f'{num_faces} faces; the largest was taken, '
                                'of those that the image does not cut if there are any')]
        scores = [] if score is None else [CropScore(name, f'{score:.4f}')]
        return Outcome(1, 1, 0, problems, scores, renewed)


def _sum(files: int, outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(files, sum(outcome.written for outcome in outcomes),
                   sum(outcome.kept for outcome in outcomes),
                   [problem for outcome in outcomes for problem in outcome.problems],
                   [score for outcome in outcomes for score in outcome.scores],
                   sum(outcome.renewed for outcome in outcomes if outcome.written),
                   sum(outcome.turned for outcome in outcomes))
