"""Which faces a frame has: found by a detector, listed in a file, or the image itself."""
from typing import Any, Dict, Optional, Union

from mlcr_mm.alignment import alignment_record, check_alignment, read_landmarks
from mlcr_mm.face_detection import make_detector

from .crop_source import CropSource
from .detected_source import DetectedSource
from .table_source import TableSource

DEFAULT_DETECTOR, NO_DETECTOR = 'centerface', 'none'
FaceSource = Union[CropSource, DetectedSource, TableSource]


def make_source(detector: str, min_confidence: Optional[float], landmarks: Optional[str],
                size: int, expected: Optional[Dict[str, Any]]) -> FaceSource:
    """Choose where faces come from.

    Args:
        detector (str): See :func:`mlcr_mm.face_detection.make_detector`; 'none': the images are
            aligned crops.
        min_confidence (float, optional): Least score of a face.
        landmarks (str, optional): Landmark file to take instead of a detector.
        size (int): Side of the crops that will be made, in pixels.
        expected (dict, optional): How the model's training aligned its crops.

    Returns:
        FaceSource: Frame to faces.

    Raises:
        OSError: If a file is missing.
        ValueError: If there is no such detector, two of these contradict each other, or the
            training aligned its faces otherwise.
        ImportError: If the detector's package is missing.
    """
    if landmarks and detector != DEFAULT_DETECTOR:
        raise ValueError('landmarks are taken instead of a detector: give landmarks or detector')
    if min_confidence is not None and (landmarks or detector == NO_DETECTOR):
        raise ValueError('min_confidence is a score of a detector, and there is none')
    if detector == NO_DETECTOR:
        return CropSource(expected)
    if expected:
        check_alignment(alignment_record(size), expected, 'what this version of mlcr_mm makes')
    if landmarks:
        return TableSource(read_landmarks(landmarks))
    return DetectedSource(make_detector(detector, min_confidence))
