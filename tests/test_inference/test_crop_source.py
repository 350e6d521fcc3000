import json

import numpy as np
import pytest

from mlcr_mm.alignment import alignment_record
from mlcr_mm.inference import CropSource, Frame


def image(height=200, width=300):
    return np.zeros((height, width, 3), np.uint8)


def test_a_crop_is_the_face():
    (face, ) = CropSource()(Frame('a.jpg', image=image(20, 30)))
    assert face.box == (0, 0, 30, 20) and face.points is None and face.confidence is None


def test_a_crop_that_was_aligned_otherwise_is_refused(tmp_path):
    frame = Frame(str(tmp_path / 'a.jpg'), image=image())
    (tmp_path / 'alignment.json').write_text(json.dumps(alignment_record(120)))
    assert CropSource()(frame) and CropSource(alignment_record(120))(frame)
    with pytest.raises(ValueError, match='aligned otherwise: size 120 instead of 240'):
        CropSource(alignment_record(240))(frame)
