import os.path as osp

import numpy as np
import pytest

from mlcr_mm.subjects import WEAK_SILHOUETTE, find_subjects, search
from mlcr_mm.subjects.face_descriptor import SIZE, Descriptor

LIGHT = np.eye(SIZE)[:5]  # directions in which images of one person differ


@pytest.fixture
def faces(rng, monkeypatch):
    """Thirty persons; image 'P_I' is the I-th of person P, image 'bad' cannot be read."""
    persons = rng.normal(size=(30, SIZE)) * .3

    def describe(paths, workers):
        for index, path in reversed(list(enumerate(paths))):
            name = osp.basename(path)
            if name == 'bad':
                yield Descriptor(index, None, f'{path}: no image')
                continue
            person, number = map(int, name.split('_'))
            noise = np.random.default_rng([person, number])
            yield Descriptor(index, persons[person] + noise.normal(size=5) * 6 @ LIGHT
                             + noise.normal(size=SIZE) * .1)

    monkeypatch.setattr(search, 'describe_faces', describe)


def names(persons, each=8):
    return [f'{person}_{number}' for number in range(each) for person in persons]


def is_right(subjects):
    """Whether images have one subject exactly where they show one person."""
    pairs = {(name.split('_')[0], subject) for name, subject in subjects.items()}
    return len(pairs) == len(dict(pairs)) == len({subject for _, subject in pairs})


def test_known_persons_teach_what_changes_between_images(faces):
    known = {name: f'k{name.split("_")[0]}' for name in names(range(12))}
    wanted = names(range(12, 30))
    assert not is_right(find_subjects('d', wanted).subjects)
    found = find_subjects('d', wanted, known)
    assert list(found.subjects) == wanted and is_right(found.subjects)
    assert found.subjects['12_0'] == 'found_0000' and found.sizes == [8] * 18
    assert found.agreement == 1 and found.failures == []


def test_a_given_number_and_images_whose_subject_is_known(faces):
    known = {name: 'k' + name.split('_')[0] for name in names(range(3))}
    found = find_subjects('d', names(range(6)), known, num_subjects=3)
    assert is_right(found.subjects) and found.sizes == [8] * 3
    assert {name: found.subjects[name] for name in known} == known
    assert found.agreement is None  # too few known persons to divide


def test_an_image_that_cannot_be_read_stays_unknown(faces):
    known = {name: name.split('_')[0] for name in names(range(4))}
    found = find_subjects('d', ['bad', *names(range(4, 8))], known, 4)
    assert found.subjects.pop('bad') is None and is_right(found.subjects)
    assert found.failures == [f'{osp.join("d", "bad")}: no image'] and found.sizes == [8] * 4


def test_strangers_are_hardly_alike(rng, monkeypatch):
    monkeypatch.setattr(search, 'describe_faces', lambda paths, workers: (
        Descriptor(index, rng.normal(size=SIZE)) for index, _ in enumerate(paths)))
    assert find_subjects('d', names(range(60), 1)).silhouette < WEAK_SILHOUETTE


def test_images_of_a_subject_are_alike(faces):
    known = {name: name.split('_')[0] for name in names(range(12))}
    wanted = names(range(12, 30))
    assert find_subjects('d', wanted, known).silhouette > 3 * WEAK_SILHOUETTE
    assert find_subjects('d', wanted[:3], known, num_subjects=3).silhouette is None


def test_nothing_to_find(faces):
    known = {name: 'k' for name in names([0])}
    with pytest.raises(ValueError, match='every image is known'):
        find_subjects('d', names([0]), known)
    with pytest.raises(ValueError, match='no known subject has two images'):
        find_subjects('d', names([1]), {'0_0': 'k'})
