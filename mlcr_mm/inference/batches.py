"""Batches of faces across images and frames."""
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Sequence

import numpy as np

from mlcr_mm.alignment import align_face
from mlcr_mm.whole_numbers import is_whole_number

from .frame import FaceRow, FoundFace, Frame, FrameResult
from .prediction import LabelScores

FaceSource = Callable[[Frame], List[FoundFace]]


class FramedFaces(NamedTuple):
    """A frame with its faces.

    Attributes:
        frame (Frame): Without its image, unless that is kept.
        faces (list[FoundFace]): May be empty.
        error (str): Why nothing was looked for.
    """

    frame: Frame
    faces: List[FoundFace]
    error: str


class FaceBatch(NamedTuple):
    """Some frames, and what the networks are to see of them.

    Attributes:
        frames (list[FramedFaces]): In order.
        crops (list[dict]): Prepared crops of the faces without a problem, in the same order.
    """

    frames: List[FramedFaces]
    crops: List[Dict[str, Any]]

    def results(self, scores: Sequence[LabelScores]) -> List[FrameResult]:
        """Put what a model says of the crops beside their faces.

        Args:
            scores (Sequence[LabelScores]): In the order of the crops.

        Returns:
            list[FrameResult]: At least one row per frame.
        """
        remaining, results = iter(scores), []
        for frame, faces, error in self.frames:
            rows = [FaceRow(frame, face, *(() if face.problem else next(remaining)))
                    for face in faces]
            results.append(FrameResult(frame, rows or [FaceRow(frame, error=error)]))
        return results


class FacePreparer:
    """From a frame to its faces and their prepared crops.

    Args:
        source (Callable): Frame to faces.
        pipeline (Callable): Crop to what the networks see.
        size (int): Side of the aligned crops in pixels.
    """

    def __init__(self, source: FaceSource, pipeline: Callable[..., Dict[str, Any]],
                 size: int) -> None:
        self.source = source
        self.pipeline = pipeline
        self.size = size

    def batches(self, frames: Iterable[Frame], batch_size: int,
                keep_images: bool) -> Iterator[FaceBatch]:
        """Batches of about ``batch_size`` faces; frames without one count as one."""
        if not is_whole_number(batch_size):
            raise ValueError(f'batch_size must be a whole number >= 1, got {batch_size!r}')
        batch = FaceBatch([], [])
        for frame in frames:
            framed, crops = self._prepare(frame)
            if not keep_images:
                framed = framed._replace(frame=frame._replace(image=None))
            batch.frames.append(framed)
            batch.crops.extend(crops)
            if max(len(batch.frames), len(batch.crops)) >= batch_size:
                yield batch
                batch = FaceBatch([], [])
        if batch.frames:
            yield batch

    def _prepare(self, frame: Frame) -> 'tuple[FramedFaces, List[Dict[str, Any]]]':
        if frame.error:
            return FramedFaces(frame, [], frame.error), []
        try:
            faces = self.source(frame)
            crops = [self.pipeline(self._crop(frame.image, face), frame.input)
                     for face in faces if not face.problem]
        except (KeyError, ValueError) as error:  # an image that the landmark file leaves out, ...
            return FramedFaces(frame, [], str(error.args[0])), []
        return FramedFaces(frame, faces, ''), crops

    def _crop(self, image: np.ndarray, face: FoundFace) -> np.ndarray:
        return image if face.points is None else align_face(image, face.points, self.size)
