"""Faces and their five landmarks, by OpenCV's YuNet."""
from pathlib import Path
from typing import Optional

import cv2
import numpy as np

from mlcr_mm.files import fetch_verified
from mlcr_mm.files.verified_download import cache_folder

from .faces import Faces, no_faces
from .multi_scale import CANVAS, detect_multi_scale

MODEL_URL = ('https://github.com/opencv/opencv_zoo/raw/82b38c8f98e7b52aa171400f3e4c722352d0669f/'
             'models/face_detection_yunet/face_detection_yunet_2023mar.onnx')
MODEL_SHA256 = '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4'
WHERE_TO_GET = ('take face_detection_yunet_2026may.onnx (OpenCV 5) or '
                'face_detection_yunet_2023mar.onnx (OpenCV 4) from models/face_detection_yunet of '
                'https://github.com/opencv/opencv_zoo or https://huggingface.co/opencv/opencv_zoo '
                '(about 230 kB, MIT licence; a file of 130 bytes is a Git LFS pointer, not the '
                'model)')


class YuNet:
    """Detector of faces and landmarks (Wu, Peng and Yu, Machine Intelligence Research 2023).

    It was trained on faces of 10 to 300 px; others are looked for at another scale.

    Args:
        model (str, optional): YuNet's ONNX file. Defaults to None: fetched once from OpenCV's model
            zoo and kept in the user's cache.
        score_threshold (float): Detections of a lower score, in [0, 1], are dropped. Defaults to
            0.7.

    Raises:
        FileNotFoundError: If the file does not exist.
        ConnectionError: If it cannot be fetched.
        ValueError: If OpenCV cannot load or run it.
    """

    def __init__(self, model: Optional[str] = None, score_threshold: float = 0.7) -> None:
        if model is None:
            model = str(fetch_verified(MODEL_URL, MODEL_SHA256, cache_folder()))
        if not Path(model).is_file():
            raise FileNotFoundError(f'detector file {model} does not exist; {WHERE_TO_GET}')
        try:
            self.net = cv2.FaceDetectorYN.create(
                model, '', (CANVAS, CANVAS), score_threshold=score_threshold)
            self.net.detect(np.zeros((CANVAS, CANVAS, 3), np.uint8))
        except cv2.error as error:
            raise ValueError(f'detector file {model} cannot be used with OpenCV {cv2.__version__} '
                             f'({str(error).strip()}); {WHERE_TO_GET}') from error

    def __call__(self, image: np.ndarray) -> Faces:
        """Find the faces of an image.

        Args:
            image (np.ndarray): BGR, uint8 ``(H, W, 3)``.

        Returns:
            Faces: Boxes, landmarks and scores.
        """
        return detect_multi_scale(self._detect, image)

    def _detect(self, image: np.ndarray) -> Faces:
        # One input size for every image: the model file of 2023 has this fixed shape, which OpenCV
        # 5's engines may insist on, and the time per image stays constant.
        height, width = image.shape[:2]
        canvas = np.zeros((CANVAS, CANVAS, 3), np.uint8)
        canvas[:height, :width] = image
        _, faces = self.net.detect(canvas)  # (F, 15): box, five points, score
        if faces is None:
            return no_faces()
        # YuNet's "right eye" is the subject's, so the image's left: already our order.
        return Faces(faces[:, :4], faces[:, 4:14].reshape(-1, 5, 2), faces[:, 14])
