import os.path as osp

import numpy as np
import pytest

from mlcr_mm.subjects import WEAK_AGREEMENT, WEAK_SILHOUETTE, find_subjects, search
from mlcr_mm.subjects.face_descriptor import SIZE, Descriptor

LIGHT = np.eye(SIZE)[:5]  # directions in which images of one person differ


@pytest.fixture
def find(rng, monkeypatch, tmp_path):
    """Thirty persons; image 'P_I' is the I-th of person P, one called 'bad' cannot be read."""
    persons = rng.normal(size=(30, SIZE)) * .3

    def describe(paths, workers):
        for index, path in reversed(list(enumerate(paths))):
            name = osp.basename(path)
            if 'bad' in name:
                yield Descriptor(index, None, f'{path}: no image')
                continue
            person, number = map(int, name.split('_'))
            noise = np.random.default_rng([person, number])
            yield Descriptor(index, persons[person] + noise.normal(size=5) * 6 @ LIGHT
                             + noise.normal(size=SIZE) * .1)

    def run(wanted, known=None, num_subjects=None):
        for name in (*wanted, *(known or {})):
            (tmp_path / name).touch()
        return find_subjects(str(tmp_path), wanted, known, num_subjects)

    monkeypatch.setattr(search, 'describe_faces', describe)
    return run


def names(persons, each=8):
    return [f'{person}_{number}' for number in range(each) for person in persons]


def known_of(persons, each=8, called='k'):
    return {name: called + name.split('_')[0] for name in names(persons, each)}


def is_right(subjects):
    """Whether images have one subject exactly where they show one person."""
    pairs = {(name.split('_')[0], subject) for name, subject in subjects.items()}
    return len(pairs) == len(dict(pairs)) == len({subject for _, subject in pairs})


def test_known_persons_teach_what_changes_between_images(find):
    wanted = names(range(12, 30))
    assert not is_right(find(wanted).subjects)
    found = find(wanted, known_of(range(12)))
    assert list(found.subjects) == wanted and is_right(found.subjects)
    assert found.subjects['12_0'] == 'found_0000' and found.sizes == [8] * 18
    assert found.agreement == 1 > WEAK_AGREEMENT and found.failures == []
    assert found.silhouette > 3 * WEAK_SILHOUETTE


def test_a_given_number_and_images_whose_subject_is_known(find):
    known = known_of(range(3))
    found = find(names(range(6)), known, num_subjects=3)
    assert is_right(found.subjects) and found.sizes == [8] * 3
    assert {name: found.subjects[name] for name in known} == known
    assert found.agreement is None  # too few known persons to divide
    assert find(names([4], 3), known, num_subjects=3).silhouette is None


def test_new_names_are_no_known_ones(find):
    found = find(names(range(6)), known_of(range(2), called='found_000'), num_subjects=4)
    assert is_right(found.subjects)
    assert set(found.subjects.values()) == {f'found_000{number}' for number in range(6)}


def test_other_spellings_of_one_image(find, tmp_path):
    (tmp_path / 'u').mkdir()
    known = known_of(range(1, 5))
    spelled = {f'u/../{name}': subject for name, subject in known.items()}
    spelled[str(tmp_path / '0_0')] = 'k0'
    found = find(names(range(8)), spelled, num_subjects=4)
    assert found.subjects['1_0'] == 'k1' and found.subjects['0_0'] == 'k0'
    with pytest.raises(ValueError, match='1_0 is said to show k1 and, .*, k2; take one line out'):
        find(names([5]), {'u/../1_0': 'k2', '1_0': 'k1', '1_1': 'k1'})


def test_strangers_are_hardly_alike(rng, monkeypatch, find):
    monkeypatch.setattr(search, 'describe_faces', lambda paths, workers: (
        Descriptor(index, rng.normal(size=SIZE)) for index, _ in enumerate(paths)))
    found = find(names(range(60), 1), {f'{name}x': f'k{index % 8}' for index, name in enumerate(
        names(range(40), 1))})
    assert found.silhouette < WEAK_SILHOUETTE and found.agreement < WEAK_AGREEMENT


def test_an_image_that_cannot_be_read_stays_unknown(find, tmp_path):
    found = find(['bad', *names(range(4, 8))], known_of(range(4)), 4)
    assert found.subjects.pop('bad') is None and is_right(found.subjects)
    assert found.failures == [f'{tmp_path / "bad"}: no image'] and found.sizes == [8] * 4
    with pytest.raises(ValueError, match=r'3 of 5 images cannot be described, the first: .*bad1: no'
                       r' image. With the others, the number of subjects cannot be found'):
        find(['bad1', 'bad2', 'bad3', '1_0', '1_1'])


def test_known_subjects_whose_halves_teach_nothing(find, monkeypatch):
    monkeypatch.setattr(search, 'describe_faces', lambda paths, workers: (
        Descriptor(index, np.random.default_rng(
            index if 'k' in path else [7, index]).normal(size=SIZE) if index % 4 else np.ones(SIZE))
        for index, path in enumerate(paths)))
    known = {'1_0k': 'a', '1_1k': 'a', '2_0k': 'b', '3_0k': 'c', '4_0k': 'd'}
    assert find(names([9]), known, 2).agreement is None


@pytest.mark.parametrize('wanted, known, number, error, match', [
    (names([0]), known_of([0]), None, ValueError, 'every image is known'),
    (names([1]), {'0_0': 'k'}, None, ValueError, 'no known subject has two images'),
    (names([1]), known_of([0]), 9, ValueError, '8 images cannot be grouped into 9 subjects; say'),
    (names([1], 2), known_of([0]), None, ValueError, 'from 2 images; say how many there are'),
])
def test_what_cannot_be_done_is_said_before_the_work(find, monkeypatch, wanted, known, number,
                                                     error, match):
    monkeypatch.setattr(search, 'describe_faces', lambda *_: pytest.fail('work was done'))
    with pytest.raises(error, match=match):
        find(wanted, known, number)


@pytest.mark.parametrize('wanted, known, match', [
    (['no/1_0', *names([1])], {}, '1 of 9 images do not exist, the first: .*no/1_0; take'),
    (names([1]), {'image': 'subject'}, '1 of 1 known images do not exist, the first: .*/image; '),
])
def test_missing_images(tmp_path, wanted, known, match):
    for name in names([1]):
        (tmp_path / name).touch()
    with pytest.raises(FileNotFoundError, match=match):
        find_subjects(str(tmp_path), wanted, known)
