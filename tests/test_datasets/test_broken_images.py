import copy

import pytest
import torch.multiprocessing as multiprocessing

from mlcr_mm.datasets.broken_images import BrokenImages


def test_counts_each_image_once_and_stops_past_the_share():
    broken = BrokenImages(40, 0.05, 'faces')
    for _ in range(3):
        broken.add(7, OSError('a.jpg'))
        broken.add(8, OSError('b.jpg'))
    assert len(broken) == 2 and 7 in broken and 9 not in broken
    with pytest.raises(RuntimeError, match='3 of 40 images of faces.*allows 2.*c.jpg'):
        broken.add(9, OSError('c.jpg'))


@pytest.mark.parametrize('size, share, limit', [(20, 0.05, 1), (5, 0.05, 1), (5, 0, 0),
                                                (30, 0.1, 3)])
def test_limit(size, share, limit):
    assert BrokenImages(size, share, '').limit == limit


def test_share_is_checked():
    with pytest.raises(ValueError, match='max_broken_share must be from 0 to 1, got 5'):
        BrokenImages(10, 5, '')


def test_processes_share_the_flags():
    broken = BrokenImages(10, 1, 'faces')
    process = multiprocessing.get_context('fork').Process(
        target=broken.add, args=(3, OSError('a.jpg')))
    process.start()
    process.join()
    assert 3 in broken and len(broken) == 1
    assert len(copy.deepcopy(broken)) == 1
