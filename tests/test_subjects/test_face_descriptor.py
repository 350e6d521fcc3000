import builtins
import importlib.util

import cv2
import numpy as np
import pytest
from photographs import EYES
from subject_photographs import crop_of, write_crops

from mlcr_mm.subjects import describe_face, describe_faces, face_descriptor

dlib = pytest.importorskip('dlib')


def test_photographs_of_one_person_are_near(rng):
    changes = [dict(), dict(turn=8), dict(light=.6), dict(size=96)]
    faces = {name: [describe_face(crop_of(name, **change)) for change in changes] for name in EYES}
    hopper, astronaut = (np.array(faces[name]) for name in ('grace_hopper', 'astronaut'))

    def distances(first, second):
        return np.linalg.norm(first[:, None] - second[None], axis=2)

    assert hopper.shape == (4, 128)
    assert max(distances(hopper, hopper).max(), distances(astronaut, astronaut).max()) < .45
    assert distances(hopper, astronaut).min() > .6


def test_mirrored_faces_are_the_same():
    crop = crop_of('astronaut')
    # dlib's landmarks are not symmetric to the last pixel.
    assert np.linalg.norm(describe_face(crop) - describe_face(crop[:, ::-1].copy())) < .15


@pytest.mark.parametrize('shape, match', [
    ((31, 40), 'it has 40 x 31 pixels; a face needs 32 x 32'), ((1, 1), '1 x 1 pixels'),
    ((96, 96), 'all of one colour'),
])
def test_images_without_a_face(tmp_path, shape, match):
    """They would all have one descriptor, as if they showed one person."""
    image = np.zeros((*shape, 3), np.uint8)
    with pytest.raises(ValueError, match=match):
        describe_face(image)
    cv2.imwrite(str(tmp_path / 'a.png'), image)
    found, = describe_faces([str(tmp_path / 'a.png')], 1)
    assert found.values is None and f'{tmp_path}/a.png cannot be described: it' in found.error


@pytest.mark.parametrize('workers', [1, 2])
def test_files(tmp_path, workers):
    write_crops(tmp_path, 1)
    (tmp_path / 'broken.jpg').write_bytes(b'no image')
    paths = [str(tmp_path / name) for name in ('a0.png', 'broken.jpg', 'g0.png')]
    found = {item.index: item for item in describe_faces(paths, workers)}
    assert sorted(found) == [0, 1, 2]
    for index in (0, 2):
        np.testing.assert_array_equal(found[index].values, describe_face(cv2.imread(paths[index])))
        assert found[index].error == ''
    assert found[1].values is None and 'broken.jpg' in found[1].error


@pytest.mark.parametrize('missing', ['dlib', 'face_recognition_models'])
def test_a_missing_package_is_named(monkeypatch, missing):
    real_import, real_spec = builtins.__import__, importlib.util.find_spec

    def without(name, *rest, **options):
        if name == missing:
            raise ImportError(name)
        return real_import(name, *rest, **options)

    monkeypatch.setattr(builtins, '__import__', without)
    monkeypatch.setattr(face_descriptor, 'find_spec',
                        lambda name: None if name == missing else real_spec(name))
    face_descriptor._networks.cache_clear()
    with pytest.raises(ImportError, match=rf'package {missing}: pip install "mlcr_mm\[subjects\]"'):
        next(describe_faces(['a.jpg'], 1))
