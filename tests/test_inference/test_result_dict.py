import json

import numpy as np
from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, Frame
from mlcr_mm.inference.result_dict import result_dict, result_sample


def test_plain_python():
    values = result_dict(face_row(frame=Frame('a.mp4', 2, .5)), CLASSES)
    assert json.loads(json.dumps(values)) == values
    assert values == dict(
        input='a.mp4', frame=2, timestamp=.5, face_id=0, success=True, confidence=.875,
        box=[1.5, 2., 30., 40.25], labels=list(CLASSES), probabilities=[.25, .75, .5],
        decisions=[False, True, True], disagreement=[.5, .125, 0.], error=None,
        notice=None)


def test_without_a_face():
    values = result_dict(FaceRow(Frame('a.jpg'), error='broken'), CLASSES, 'a toy')
    assert values.pop('labels') == list(CLASSES)
    assert values == dict(
        input='a.jpg', frame=0, timestamp=None, face_id=None, success=False, confidence=None,
        box=None, probabilities=None, decisions=None, disagreement=None, error='broken',
        notice='a toy')


def test_data_sample():
    sample = result_sample(face_row(), CLASSES)
    np.testing.assert_array_equal(sample.pred_score, [.25, .75, .5])
    np.testing.assert_array_equal(sample.disagreement, [.5, .125, 0.])
    assert sample.box == [1.5, 2., 30., 40.25] and sample.success
    empty = result_sample(FaceRow(Frame('a.jpg')), CLASSES)
    assert 'pred_score' not in empty and not empty.success
