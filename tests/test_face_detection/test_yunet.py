import cv2
import numpy as np
import pytest
from face_images import face_image, moved_points, spot_centres

from mlcr_mm.face_detection import YuNet, yunet


class FakeNet:
    """The interface of cv2.FaceDetectorYN on a canvas: one face, if no wider than a limit."""

    def __init__(self, widest=640):
        self.widest = widest
        self.shapes = []

    def detect(self, image):
        self.shapes.append(image.shape)
        if cv2.connectedComponents((image[..., 0] > 128).astype(np.uint8))[0] != 6:
            return 1, None  # not five spots
        points = spot_centres(image).astype(np.float32)
        if np.ptp(points[:, 0]) > self.widest:
            return 1, None
        box = [*points.min(0), *np.ptp(points, axis=0)]
        return 1, np.array([[*box, *points.ravel(), 0.9]], np.float32)


@pytest.fixture
def make(tmp_path, monkeypatch):
    model = tmp_path / 'yunet.onnx'
    model.touch()

    def build(net):
        monkeypatch.setattr(cv2.FaceDetectorYN, 'create', lambda *args, **kwargs: net)
        return YuNet(str(model), 0.5)

    return build


@pytest.mark.parametrize('scale', [1, 3])
def test_points_are_pixels_of_the_image(make, scale):
    points = moved_points() * scale
    image = face_image(points, (420 * scale, 460 * scale), sigma=5 * scale)
    net = FakeNet()
    boxes, found, scores = make(net)(image)
    assert scores == pytest.approx([0.9]) and found.shape == (1, 5, 2)
    assert set(net.shapes) == {(640, 640, 3)}
    np.testing.assert_allclose(found[0], points, atol=0.6 * scale)
    np.testing.assert_allclose(boxes[0, :2], points.min(0), atol=0.6 * scale)


def test_a_face_that_fills_a_large_image_is_found_in_the_smaller_view(make):
    points = moved_points() * 3
    image = face_image(points, (1260, 1380), sigma=18)
    net = FakeNet(widest=30)
    assert len(make(net)(image).boxes) == 0
    net = FakeNet(widest=80)
    _, found, _ = make(net)(image)
    assert len(net.shapes) == 3  # the trial at the start, 640, 320
    np.testing.assert_allclose(found[0], points, atol=3)


def test_no_face(make):
    boxes, points, scores = make(FakeNet())(np.zeros((50, 60, 3), np.uint8))
    assert boxes.shape == (0, 4) and points.shape == (0, 5, 2) and scores.shape == (0, )


@pytest.mark.parametrize('shape', [(10, 20_000, 3), (20_000, 10, 3), (1, 2000, 3), (641, 1, 3)])
def test_very_narrow_images_have_no_face(make, shape):
    boxes, _, _ = make(FakeNet())(np.zeros(shape, np.uint8))
    assert boxes.shape == (0, 4)


def test_a_missing_or_broken_model_says_where_to_get_one(tmp_path):
    with pytest.raises(FileNotFoundError, match='no.onnx does not exist; take .*opencv_zoo'):
        YuNet(str(tmp_path / 'no.onnx'), 0.5)
    pointer = tmp_path / 'pointer.onnx'
    pointer.write_text('version https://git-lfs.github.com/spec/v1\n')
    with pytest.raises(ValueError, match='pointer.onnx cannot be used with OpenCV .*opencv_zoo'):
        YuNet(str(pointer), 0.5)


def test_without_a_file_the_pinned_one_is_fetched(monkeypatch, tmp_path):
    asked = []

    def fetch(url, sha256, folder):
        asked.append((url, sha256))
        raise ConnectionError(f'{url} cannot be fetched')

    monkeypatch.setattr(yunet, 'fetch_verified', fetch)
    with pytest.raises(ConnectionError, match='2023mar.onnx cannot be fetched'):
        YuNet()
    assert len(asked[0][1]) == 64 and '/raw/82b38c8' in asked[0][0]
