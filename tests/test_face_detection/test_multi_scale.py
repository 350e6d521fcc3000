import numpy as np
import pytest
from face_images import face_image, moved_points, spot_centres

from mlcr_mm.face_detection import Faces
from mlcr_mm.face_detection.faces import no_faces
from mlcr_mm.face_detection.multi_scale import CANVAS, detect_multi_scale


class RangeDetector:
    """Finds the five spots if they are apart by a number of pixels in a range."""

    def __init__(self, least, most):
        self.range = least, most
        self.shapes = []

    def __call__(self, image):
        self.shapes.append(image.shape[:2])
        assert max(image.shape) <= CANVAS
        try:
            points = spot_centres(image).astype(np.float32)
            assert points.shape == (5, 2)
        except (ValueError, IndexError, AssertionError):
            return no_faces()
        size = np.ptp(points, axis=0)
        if not self.range[0] <= size.max() <= self.range[1]:
            return no_faces()
        return Faces(np.array([[*points.min(0), *size]]), points[None], np.array([.8]))


@pytest.mark.parametrize('face, shape, views', [
    (150, (420, 460), 1),     # as it is
    (300, (1260, 1380), 1),   # shrunk to 640
    (700, (1260, 1380), 2),   # shrunk to 320
    (70, (1300, 1600), None)  # in tiles
])
def test_faces_of_any_size_are_found_where_they_are(face, shape, views):
    points = moved_points(scale=1., shift=(0., 0.))
    points = (points - points.min(0)) * face / np.ptp(points, axis=0).max()
    points += np.array([shape[1] * .45, shape[0] * .3])
    detector = RangeDetector(60, 170)
    faces = detect_multi_scale(detector, face_image(points, shape, sigma=max(4, face / 40)))
    assert faces.scores.tolist() == [.8]
    np.testing.assert_allclose(faces.points[0], points, atol=face / 50)
    np.testing.assert_allclose(faces.boxes[0, :2], points.min(0), atol=face / 50)
    if views:
        assert len(detector.shapes) == views
    else:
        assert len(detector.shapes) > 3


def test_tiles_cover_the_whole_image():
    seen = np.zeros((1300, 1600), bool)
    rows, columns = np.mgrid[:1300, :1600]
    code = np.stack([rows // 256, rows % 256, columns % 256], axis=-1).astype(np.uint8)

    def look(tile):
        if tile.shape == (640, 640, 3):
            top = int(tile[0, 0, 0]) * 256 + int(tile[0, 0, 1])
            starts = np.flatnonzero((code[top, :-639] == tile[0, 0]).all(1))
            for left in starts:
                if (code[top:top + 640, left:left + 640] == tile).all():
                    seen[top:top + 640, left:left + 640] = True
        return no_faces()

    assert len(detect_multi_scale(look, code).boxes) == 0
    assert seen.all()


def test_a_small_image_is_looked_at_once():
    detector = RangeDetector(60, 170)
    assert len(detect_multi_scale(detector, np.zeros((50, 90, 3), np.uint8)).boxes) == 0
    assert detector.shapes == [(50, 90)]
