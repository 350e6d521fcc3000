"""Landmark sources that every process makes for itself."""
from functools import partial
from typing import Callable, Optional

from mlcr_mm.alignment import DetectedLandmarks, TableLandmarks, read_landmarks
from mlcr_mm.alignment.plausibility import MAX_ROLL
from mlcr_mm.face_detection import make_detector

from .worker import LandmarkSource


def _detected(detector: str, min_score: Optional[float]) -> LandmarkSource:
    return DetectedLandmarks(make_detector(detector, min_score))


def landmark_source_factory(detector: Optional[str], landmarks: Optional[str],
                            min_score: Optional[float] = None,
                            stored_pixels: bool = False) -> Callable[[], LandmarkSource]:
    """Choose between detector and file.

    Args:
        detector (str, optional): See :func:`mlcr_mm.face_detection.make_detector`.
        landmarks (str, optional): Landmark file; it is read here, once for all processes.
        min_score (float, optional): Least score of a detected face, in [0, 1]. Defaults to None:
            the detector's own.
        stored_pixels (bool): Whether the landmarks of the file are those of the pixels before EXIF
            turns them. Defaults to False.

    Returns:
        Callable: Makes the source.

    Raises:
        OSError: If the landmark file cannot be read.
        ValueError: If it cannot be understood.
    """
    if landmarks:
        return partial(TableLandmarks, read_landmarks(landmarks),
                       180. if stored_pixels else MAX_ROLL)
    return partial(_detected, detector, min_score)
