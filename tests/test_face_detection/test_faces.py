import numpy as np

from mlcr_mm.face_detection import Faces
from mlcr_mm.face_detection.faces import merge_faces, no_faces


def faces(*boxes, score=.5):
    boxes = np.array(boxes, np.float32)
    return Faces(boxes, np.repeat(boxes[:, None, :2], 5, axis=1), np.full(len(boxes), score))


def test_moved_maps_pixel_centres():
    moved = faces([10, 20, 30, 40]).moved(.5, 100, 200)
    np.testing.assert_allclose(moved.boxes, [[220, 440, 60, 80]])
    np.testing.assert_allclose(moved.points[0, 0], [220.5, 440.5])


def test_a_face_found_twice_is_one_and_the_better_stays():
    merged = merge_faces([faces([0, 0, 10, 10]), no_faces(),
                          faces([1, 0, 10, 10], [50, 50, 10, 10], score=.9)])
    assert sorted(merged.boxes[:, 0]) == [1, 50] and (merged.scores > .8).all()
    assert merged.points.shape == (2, 5, 2)


def test_no_parts_no_faces():
    assert [len(values) for values in merge_faces([])] == [0, 0, 0]
