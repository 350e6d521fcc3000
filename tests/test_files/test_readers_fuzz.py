"""Every small reader on files damaged at random: a right result, or its documented error."""
import json

import numpy as np
import pytest
from face_images import HEADER, landmark_line, moved_points
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlcr_mm.alignment import read_alignment, read_landmarks
from mlcr_mm.datasets.records.image_list import read_image_list
from mlcr_mm.datasets.records.index_file import read_index_file, write_index_file
from mlcr_mm.datasets.records.packed_samples import pack_samples, unpack_names
from mlcr_mm.datasets.records.subject_list import read_subjects
from mlcr_mm.evaluation.scores import Scores, read_scores, write_scores

FUZZ = settings(max_examples=120, deadline=None, derandomize=True, database=None,
                suppress_health_check=[HealthCheck.function_scoped_fixture])
POINTS = moved_points()
KEY = json.dumps(dict(version=1, folder='/nowhere'))
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=12)), max_size=4)


def damage(content, edits):
    """Replace pieces of a file."""
    for place, length, text in edits:
        start = int(place * len(content))
        content = content[:start] + text + content[start + length:]
    return content


def check_landmarks(table):
    assert len(table) > 0 and np.isfinite(table.points).all()
    for name in table.rows:
        assert table[name].shape == (5, 2)


def check_images(images):
    assert images and all(image.strip() == image and '\n' not in image for image in images)


def check_scores(scores):
    shape = len(scores.images), len(scores.classes)
    assert scores.labels.shape == shape and scores.scores.shape[1:] == shape
    assert np.isfinite(scores.scores).all()


def score_file(path):
    write_scores(path, Scores(np.array(['a.jpg', 'b.jpg']), np.array(['AU1']),
                              np.array([[1], [-1]], np.int8), np.full((3, 2, 1), 0.5)))
    return path.read_bytes()


TEXTS = dict(
    landmarks=(read_landmarks, check_landmarks, '\n'.join([HEADER, landmark_line('a.jpg', POINTS),
                                                           landmark_line('b.jpg', POINTS + 1)])),
    celeba=(read_landmarks, check_landmarks, '2\n' + ' '.join(HEADER.split(',')[1:]) + '\n' +
            '\n'.join(landmark_line(f'{name}.jpg', POINTS).replace(',', ' ') for name in 'ab')),
    images=(read_image_list, check_images, 'a/b.jpg\nc d.jpg\nü.jpg\n'),
    subjects=(read_subjects, lambda subjects: None, 'a.jpg 1\nb.jpg 2\n'),
)


@pytest.mark.parametrize('kind', TEXTS)
@FUZZ
@given(EDITS, st.sampled_from(['utf-8', 'utf-8-sig', 'utf-16']))
def test_text_files(tmp_path, kind, edits, encoding):
    read, check, text = TEXTS[kind]
    path = tmp_path / 'file.txt'
    path.write_bytes(damage(text.encode(encoding), edits))
    try:
        result = read(str(path))
    except ValueError as error:
        assert type(error) is ValueError and str(path) in str(error)
    else:
        check(result)


@FUZZ
@given(EDITS)
def test_score_files(tmp_path, edits):
    path = tmp_path / 'scores.npz'
    path.write_bytes(damage(score_file(path), edits))
    try:
        scores = read_scores(path)
    except ValueError as error:
        assert type(error) is ValueError and str(path) in str(error)
    else:
        check_scores(scores)


@FUZZ
@given(EDITS)
def test_index_files(tmp_path, edits):
    path = tmp_path / 'a.index'
    packed = pack_samples(['a.jpg', 'b/c.jpg'])
    write_index_file(str(path), KEY, {}, packed)
    path.write_bytes(damage(path.read_bytes(), edits))
    found = read_index_file(str(path), KEY)
    if found is not None:
        assert list(unpack_names(*found)) == ['a.jpg', 'b/c.jpg']


@FUZZ
@given(EDITS, st.integers(0, 100_000))
def test_alignment_records(tmp_path, edits, depth):
    content = json.dumps(dict(size=240, template='seetaface')).encode()
    path = tmp_path / 'alignment.json'
    path.write_bytes(damage(content, edits) + b'[' * (depth if depth > 99_000 else 0))
    try:
        record = read_alignment(str(tmp_path))
    except ValueError as error:
        assert type(error) is ValueError and str(path) in str(error)
    else:
        assert isinstance(record, dict)
