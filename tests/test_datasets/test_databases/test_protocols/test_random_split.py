import pytest

from mlcr_mm.datasets.databases.protocols import random_split

NAMES = [f'{number:04d}.jpg' for number in range(1000)]
SIZES = dict(train=300, test=100, unlabeled=None)
SUBJECTS = {name: f's{number // 7}' for number, name in enumerate(NAMES)}


@pytest.mark.parametrize('subjects', [None, SUBJECTS])
def test_sizes_are_exact_and_parts_disjoint(subjects):
    parts = random_split(NAMES, SIZES, 1, subjects)
    assert (len(parts['train']), len(parts['test'])) == (300, 100)
    drawn = sum(parts.values(), [])
    assert len(set(drawn)) == len(drawn) and set(drawn) <= set(NAMES)
    # With subjects, the rest of a subject that is cut is left out: at most 6 of it, twice.
    assert len(drawn) == 1000 if subjects is None else 988 <= len(drawn) < 1000
    if subjects:
        of_part = [{subjects[name] for name in images} for images in parts.values()]
        assert not (of_part[0] & of_part[1] or of_part[0] & of_part[2] or of_part[1] & of_part[2])


@pytest.mark.parametrize('subjects', [None, SUBJECTS])
def test_the_draw_depends_on_the_seed_only(rng, subjects):
    parts = random_split(NAMES, SIZES, 1, subjects)
    assert random_split(rng.permutation(NAMES).tolist(), SIZES, 1, subjects) == parts
    assert random_split(NAMES, SIZES, 2, subjects) != parts


def test_the_draw_is_the_same_for_ever():
    # The smallest three of `printf 1:0000.jpg | b2sum -l 128` and so on.
    assert random_split(NAMES[:10], dict(train=3), 1)['train'] == [
        '0000.jpg', '0004.jpg', '0005.jpg']


def test_names_that_are_not_utf_8_are_drawn():
    assert random_split(['caf\udce9.jpg'], dict(train=None), 1) == dict(train=['caf\udce9.jpg'])


def test_the_draw_is_even():
    """Every image is drawn about as often as any other."""
    counts = dict.fromkeys(NAMES[:20], 0)
    for seed in range(400):
        for name in random_split(NAMES[:20], dict(train=10), seed)['train']:
            counts[name] += 1
    assert all(150 <= count <= 250 for count in counts.values())  # 200, five standard deviations


@pytest.mark.parametrize('names, sizes, subjects, message', [
    (NAMES + NAMES[:2], SIZES, None, '2 image names occur twice'),
    (NAMES, dict(train=900, test=101), None, "100 images are left for 'test', which needs 101"),
    (NAMES, dict(train=1000, test=None), None, "0 images are left for 'test'"),
    (NAMES, SIZES, {NAMES[0]: 's'}, '0001.jpg has no subject'),
    (NAMES, SIZES, {**SUBJECTS, NAMES[2]: None}, '0002.jpg has no subject'),
])
def test_impossible_splits_are_refused(names, sizes, subjects, message):
    with pytest.raises(ValueError, match=message):
        random_split(names, sizes, 1, subjects)
