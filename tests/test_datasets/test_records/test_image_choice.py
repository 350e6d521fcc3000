import pytest

from mlcr_mm.datasets.records.image_choice import choose_images


@pytest.mark.parametrize('indices, max_images, expected', [
    (None, None, list(range(10))), (3, None, [0, 1, 2]), (-2, None, [8, 9]), (0, None, []),
    ([5, 1, 5], None, [5, 1, 5]), (None, 4, [0, 3, 6, 9]), (None, 1, [0]),
    (None, 10, list(range(10))),
    (None, 99, list(range(10))), ([5, 1, 7], 2, [5, 7]), (-4, 2, [6, 9])])
def test_images_that_are_taken(indices, max_images, expected):
    assert list(choose_images(10, indices, max_images)) == expected


def test_fewer_random_images_are_some_of_more():
    choices = [set(choose_images(30, None, number, subset_seed=3)) for number in range(1, 30)]
    assert [len(choice) for choice in choices] == list(range(1, 30))
    assert all(fewer < more for fewer, more in zip(choices, choices[1:]))
    assert choices[9] != set(choose_images(30, None, 10, subset_seed=4))
    some = choose_images(30, range(5, 25), 7, subset_seed=3)
    assert list(some) == sorted(some) and set(some) < set(range(5, 25))
    assert list(choose_images(30, None, 30, subset_seed=3)) == list(range(30))


def test_more_random_images_than_there_are():
    with pytest.raises(ValueError, match='31 images .*labeled_images.* there are only 30'):
        choose_images(30, None, 31, subset_seed=3)
    with pytest.raises(ValueError, match='there are only 4'):
        choose_images(30, 4, 5, subset_seed=3)


@pytest.mark.parametrize('max_images', range(1, 30))
def test_a_few_images_are_all_different_and_evenly_spread(max_images):
    chosen = choose_images(30, None, max_images)
    steps = {after - before for before, after in zip(chosen, chosen[1:])}
    assert len(chosen) == max_images and 0 not in steps
    assert max(steps, default=0) - min(steps, default=0) <= 1
