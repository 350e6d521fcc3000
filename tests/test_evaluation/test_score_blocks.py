import numpy as np

from mlcr_mm.evaluation.score_blocks import first_images, join_blocks, join_processes, num_images


def block(*images):
    images = np.array(images)
    return dict(names=images.astype(str), scores=np.stack([images, -images])[None])


def test_joined_along_the_images():
    whole = join_blocks([block(1, 2), block(30)])
    assert num_images(whole) == 3 and whole['names'].tolist() == ['1', '2', '30']
    np.testing.assert_array_equal(whole['scores'], [[[1, 2, 30], [-1, -2, -30]]])


def test_first_images_of_blocks():
    blocks = [block(1, 2), block(3, 4), block(5)]
    for count in range(6):
        left = list(first_images(blocks, count))
        names = [name for part in left for name in part['names'].tolist()]
        assert names == ['1', '2', '3', '4', '5'][:count]


def test_processes_in_turns_of_different_lengths():
    whole = join_processes([[block(0, 3), block(6)], [block(1, 4)], [block(2), block(5)], []])
    assert whole['names'].tolist() == [str(number) for number in range(7)]
    np.testing.assert_array_equal(whole['scores'][0, 1], -np.arange(7))
