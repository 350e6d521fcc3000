"""Landmark sources that every process makes for itself."""
from functools import partial
from typing import Callable, Optional

from mlcr_mm.alignment import DetectedLandmarks, TableLandmarks, YuNet, read_landmarks
from mlcr_mm.alignment.plausibility import MAX_ROLL

from .worker import LandmarkSource


def _detected(model: str, score_threshold: float) -> LandmarkSource:
    return DetectedLandmarks(YuNet(model, score_threshold))


def landmark_source_factory(detector: Optional[str], landmarks: Optional[str],
                            score_threshold: float,
                            stored_pixels: bool = False) -> Callable[[], LandmarkSource]:
    """Choose between detector and file.

    Args:
        detector (str, optional): YuNet's ONNX file.
        landmarks (str, optional): Landmark file; it is read here, once for all processes.
        score_threshold (float): Least score of a detected face, in [0, 1].
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
    return partial(_detected, detector, score_threshold)
