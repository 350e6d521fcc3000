"""Detectors by name."""
from typing import Optional

from .center_face import CenterFace
from .faces import Detector
from .yunet import YuNet

DETECTORS = {'centerface': CenterFace, 'yunet': YuNet}


def make_detector(spec: str, min_score: Optional[float] = None) -> Detector:
    """Make a detector.

    Args:
        spec (str): ``NAME`` or ``NAME=FILE``, with a name of :data:`DETECTORS`.
        min_score (float, optional): Least score of a face, in [0, 1]. Defaults to None: the
            detector's own.

    Returns:
        Detector: Image to faces.

    Raises:
        ValueError: If the name is unknown, or the score is none.
        OSError: If a model file is missing and cannot be fetched.
        ImportError: If the detector's package is missing.
    """
    name, _, file = spec.partition('=')
    if name not in DETECTORS:
        raise ValueError(f'there is no detector {name!r}; take one of {", ".join(DETECTORS)}, with '
                         f'a model file of your own as e.g. yunet=FILE.onnx, or, where images are '
                         'aligned crops already, none')
    options = {}
    if min_score is not None:
        if not 0 <= min_score <= 1:
            raise ValueError(f'the least score of a face is {min_score}; it must be 0 to 1')
        options['score_threshold'] = min_score
    return DETECTORS[name](file or None, **options)
