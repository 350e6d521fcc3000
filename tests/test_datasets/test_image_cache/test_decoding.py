import cv2
import numpy as np
import pytest

from mlcr_mm.datasets.image_cache import Decoding
from mlcr_mm.files import BrokenImageError, decode_image


def test_decodes_as_the_package_does(tmp_path):
    path = tmp_path / 'a.jpg'
    cv2.imwrite(str(path), np.random.default_rng(0).integers(0, 256, (40, 48, 3), np.uint8))
    for side, shape in ((None, (40, 48, 3)), (20, (20, 24, 3))):
        image = Decoding(least_side=side).load(str(path))
        assert image.shape == shape
        np.testing.assert_array_equal(image, decode_image(path.read_bytes(), least_side=side))
    with pytest.raises(BrokenImageError, match='b.jpg is broken'):
        Decoding().load(str(tmp_path / 'b.jpg'))
