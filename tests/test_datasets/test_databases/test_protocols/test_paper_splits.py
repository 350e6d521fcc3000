import pytest

from mlcr_mm.datasets.databases.protocols import REPEATS, celeba_split, emotionet_split

ANNOTATED = [f'a{number}.jpg' for number in range(20722)]
OTHERS = [f'u{number}.jpg' for number in range(60000)]


def test_emotionet_has_the_papers_sizes():
    draws = [emotionet_split(ANNOTATED, OTHERS, repeat + 1) for repeat in range(REPEATS)]
    for parts in draws:
        assert {part: len(images) for part, images in parts.items()} == dict(
            train=15000, test=5722, unlabeled=50000)
        assert set(parts['train']) | set(parts['test']) == set(ANNOTATED)
    # Two draws of 15,000 of 20,722 share 15000^2 / 20722 = 10858 on average.
    shared = len(set(draws[0]['train']) & set(draws[1]['train']))
    assert REPEATS == 3 and 10600 < shared < 11100


def test_celeba_has_the_papers_sizes():
    names = [f'{number:06d}.jpg' for number in range(1, 202600)]
    parts = celeba_split(names, 1)
    assert {part: len(images) for part, images in parts.items()} == dict(
        train=30000, test=10000, unlabeled=100000)
    assert len(set().union(*parts.values())) == 140000


def test_sizes_can_be_smaller_and_subjects_kept_apart():
    subjects = {name: name[:3] for name in OTHERS[:900]}
    parts = celeba_split(OTHERS[:900], 2, subjects, 300, 100, 200)
    assert [len(images) for images in parts.values()] == [300, 100, 200]
    train, test = ({subjects[name] for name in parts[part]} for part in ('train', 'test'))
    assert not train & test
    assert len(emotionet_split(ANNOTATED[:100], OTHERS, 1, 80, 10)['test']) == 20


def test_annotated_images_among_the_unlabelled_are_refused():
    with pytest.raises(ValueError, match='1 annotated images .* a7.jpg'):
        emotionet_split(ANNOTATED, [*OTHERS, 'a7.jpg'], 1)
