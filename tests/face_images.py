"""Images with something to see at the five landmarks, and a detector that sees it."""
import cv2
import numpy as np

from mlcr_mm.alignment import template_points
from mlcr_mm.alignment.landmark_file import COLUMNS
from mlcr_mm.face_detection import Faces
from mlcr_mm.face_detection.faces import no_faces

HEADER = ','.join(COLUMNS)


def moved_points(scale=1.3, degrees=12., shift=(60., 40.)):
    """Landmarks of a face that is turned, larger, and somewhere else than in a crop."""
    a = scale * np.exp(1j * np.deg2rad(degrees))
    z = (template_points(240) @ [1, 1j]) * a + complex(*shift)
    return np.stack([z.real, z.imag], axis=1)


def face_image(points, shape=(420, 460), sigma=4.):
    """Bright spots at the landmarks on black, BGR uint8."""
    y, x = np.mgrid[:shape[0], :shape[1]]
    image = sum(np.exp(-((x - px)**2 + (y - py)**2) / (2 * sigma**2)) for px, py in points)
    return np.repeat((255 * image.clip(0, 1)).astype(np.uint8)[..., None], 3, axis=2)


def spot_centres(image):
    """Centres of the five spots, from top to bottom and left to right."""
    _, _, _, centres = cv2.connectedComponentsWithStats((image[..., 0] > 128).astype(np.uint8))
    centres = centres[1:]
    eyes, nose, mouth = np.split(centres[np.argsort(centres[:, 1])], [2, 3])
    return np.concatenate([eyes[np.argsort(eyes[:, 0])], nose, mouth[np.argsort(mouth[:, 0])]])


def write_face(path, points, **kwargs):
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), face_image(points, **kwargs))


def landmark_line(name, points):
    return ','.join([name, *(f'{value:.3f}' for value in np.ravel(points))])


class SpotDetector:
    """Finds the spots; an image whose first pixel is n has n faces more, all smaller."""

    def __call__(self, image):
        num_spots = cv2.connectedComponents((image[..., 0] > 128).astype(np.uint8))[0] - 1
        if num_spots != 5:
            return no_faces()
        more = int(image[0, 0, 0])
        points = np.zeros((more + 1, 5, 2), np.float32)
        points[-1] = spot_centres(image)
        boxes = np.array([[0, 0, 5, 5]] * more + [[0, 0, 100, 100]], np.float32)
        return Faces(boxes, points, np.linspace(.5, .9, more + 1, dtype=np.float32))
