"""Faces and their five landmarks, by OpenCV's YuNet."""
from pathlib import Path
from typing import Tuple

import cv2
import numpy as np

# One input size for every image: the model file of 2023 has this fixed shape, which OpenCV 5's
# engines may insist on, and the time per image stays constant.
_CANVAS = 640
# YuNet was trained on faces of 10 to 300 px; the second, smaller view finds faces that fill a
# large image.
_SIDES = (_CANVAS, _CANVAS // 2)

WHERE_TO_GET = ('take face_detection_yunet_2026may.onnx (OpenCV 5) or '
                'face_detection_yunet_2023mar.onnx (OpenCV 4) from models/face_detection_yunet of '
                'https://github.com/opencv/opencv_zoo or https://huggingface.co/opencv/opencv_zoo '
                '(about 230 kB, MIT licence; a file of 130 bytes is a Git LFS pointer, not the '
                'model)')


class YuNet:
    """Detector of faces and landmarks.

    Args:
        model (str): YuNet's ONNX file.
        score_threshold (float): Detections of a lower score, in [0, 1], are dropped.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If OpenCV cannot load or run it.
    """

    def __init__(self, model: str, score_threshold: float) -> None:
        if not Path(model).is_file():
            raise FileNotFoundError(f'detector file {model} does not exist; {WHERE_TO_GET}')
        try:
            self.net = cv2.FaceDetectorYN.create(
                model, '', (_CANVAS, _CANVAS), score_threshold=score_threshold)
            self.net.detect(np.zeros((_CANVAS, _CANVAS, 3), np.uint8))
        except cv2.error as error:
            raise ValueError(f'detector file {model} cannot be used with OpenCV {cv2.__version__} '
                             f'({str(error).strip()}); {WHERE_TO_GET}') from error

    def __call__(self, image: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Find the faces of an image.

        Args:
            image (np.ndarray): BGR, uint8 ``(H, W, 3)``.

        Returns:
            tuple: Boxes ``(F, 4)`` as x, y, width, height, and landmarks ``(F, 5, 2)``, both
            float32 in pixels of the image; F is 0 where there is no face.
        """
        for side in _SIDES:
            scale = min(1., side / max(image.shape[:2]))
            if side != _CANVAS and scale == 1:
                break  # nothing would change
            if min(image.shape[:2]) * scale < 1:
                continue  # nothing would be left of the shorter side, and no face is so narrow
            small = image if scale == 1 else cv2.resize(
                image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            height, width = small.shape[:2]
            canvas = np.zeros((_CANVAS, _CANVAS, 3), np.uint8)
            canvas[:height, :width] = small
            _, faces = self.net.detect(canvas)  # (F, 15): box, five points, score
            if faces is not None and len(faces):
                # YuNet's "right eye" is the subject's, so the image's left: already our order.
                # resize maps pixel centres: x_small + 0.5 = scale * (x + 0.5).
                points = (faces[:, 4:14].reshape(-1, 5, 2) + 0.5) / scale - 0.5
                return faces[:, :4] / scale, points
        return np.empty((0, 4), np.float32), np.empty((0, 5, 2), np.float32)
