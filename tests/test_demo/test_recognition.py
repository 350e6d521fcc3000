import io

import cv2
import numpy as np
import pandas as pd
import pytest

from mlcr_mm.demo.limits import UploadError
from mlcr_mm.demo.recognition import Recognizer


@pytest.fixture
def recognizer(inferencer):
    return Recognizer(inferencer)


@pytest.fixture
def picture(tmp_path, rng):
    path = tmp_path / 'one.png'
    cv2.imwrite(str(path), rng.integers(0, 256, (32, 32, 3), dtype=np.uint8))
    return str(path)


def test_files_become_rows_pictures_maps_and_a_table(recognizer, inferencer, picture, tmp_path):
    (tmp_path / 'bad.jpg').write_text('no image')
    found = recognizer.files([picture, str(tmp_path / 'bad.jpg')])
    assert found.messages[0] == '1 face in 1 picture or frame'
    assert found.messages[1].startswith('bad.jpg: ') and str(tmp_path) not in found.messages[1]
    table = pd.read_csv(io.StringIO(found.table))
    assert table.input.tolist() == ['one.png', 'bad.jpg'] and table.success.tolist() == [1, 0]
    expected = inferencer(picture)['predictions'][0]['probabilities']
    np.testing.assert_allclose(table.loc[0, ['AU01', 'AU02', 'AU04']].astype(float), expected,
                               atol=1e-6)
    assert len(found.rows) == len(found.faces) == 1 and found.pictures[0].dtype == np.uint8


def test_the_camera_gives_red_first(recognizer, picture):
    image = cv2.imread(picture)
    by_file, by_camera = recognizer.files([picture]), recognizer.camera(image[..., ::-1])
    np.testing.assert_allclose(by_camera.rows[0].probabilities, by_file.rows[0].probabilities)
    assert by_camera.rows[0].frame.input == 'camera'


def test_few_are_shown_and_all_are_in_the_table(recognizer, picture, monkeypatch):
    monkeypatch.setattr('mlcr_mm.demo.recognition._FACES', 2)
    monkeypatch.setattr('mlcr_mm.demo.recognition._PICTURES', 3)
    monkeypatch.setattr('mlcr_mm.demo.recognition.MAX_FRAMES', 5)
    found = recognizer.files([picture] * 8)
    assert len(found.rows) == len(found.faces) == 2 and len(found.pictures) == 3
    assert len(found.table.splitlines()) == 1 + 5 and 'only the first 5' in found.messages[0]


def test_a_model_without_maps_still_answers(recognizer, picture, monkeypatch):

    def no_maps(model, crops):
        raise ValueError('no feature map')

    monkeypatch.setattr('mlcr_mm.demo.recognition.attend', no_maps)
    found = recognizer.files([picture])
    assert len(found.rows) == 1 and not found.faces and 'no feature map' in found.messages[1]


def test_a_list_of_paths_is_not_followed(recognizer, tmp_path):
    (tmp_path / 'list.txt').write_text('/etc/passwd')
    with pytest.raises(UploadError, match='list.txt is no picture'):
        recognizer.files([str(tmp_path / 'list.txt')])
