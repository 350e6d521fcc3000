"""Photographs of real people that come with packages of the Python ecosystem."""
import cv2
import pytest

#: Where the eyes are, (x, y) in pixels, looked up by eye: left and right of the image.
EYES = dict(grace_hopper=((225, 195), (307, 195)), astronaut=((204, 103), (248, 105)))


def photograph(name):
    """BGR, uint8 ``(H, W, 3)``; the test skips if the package is missing."""
    if name == 'grace_hopper':
        sample_data = pytest.importorskip('matplotlib.cbook').get_sample_data
        return cv2.imread(str(sample_data('grace_hopper.jpg', asfileobj=False)))
    return cv2.cvtColor(pytest.importorskip('skimage.data').astronaut(), cv2.COLOR_RGB2BGR)
