import numpy as np
import pytest
import torch

from mlcr_mm.augmentation import (
    ViewParameters,
    has_noise,
    is_source_with_views,
    pack_views,
    view_size,
)
from mlcr_mm.augmentation.packed_views import MAX_SEED, PackedViews

MATRIX = np.array([[0., -2., 5.], [2., 0., 1.]])
VIEWS = [ViewParameters(MATRIX, (24, 24), (0.5, 1.5, 1.), (1, 2, 3, 4)),
         ViewParameters(np.eye(2, 3), (24, 24))]


def test_what_was_packed_comes_out_with_the_way_back():
    packed = torch.from_numpy(pack_views(VIEWS, [7, MAX_SEED - 1]))[None]
    first, second = PackedViews.of(packed)
    back = np.vstack([first.matrix[0], (0, 0, 1)])
    np.testing.assert_allclose(back @ np.vstack([MATRIX, (0, 0, 1)]), np.eye(3), atol=1e-6)
    assert first.jitter.tolist() == [[0.5, 1.5, 1.]] and first.box.tolist() == [[1, 2, 3, 4]]
    assert second.jitter.tolist() == [[1, 1, 1]] and second.box.tolist() == [[0, 0, 0, 0]]
    assert second.noise_seed.tolist() == [MAX_SEED - 1] and has_noise(packed)
    assert view_size(packed) == 24


def test_grey_needs_no_noise():
    assert not has_noise(torch.from_numpy(pack_views(VIEWS)))


@pytest.mark.parametrize('inputs, expected', [
    ([torch.zeros(4, 3, 8, 8, dtype=torch.uint8), torch.zeros(4, 2, 15)], True),
    ([torch.zeros(4, 3, 8, 8, dtype=torch.uint8), torch.zeros(4, 15)], True),
    ([[torch.zeros(3, 8, 8, dtype=torch.uint8)], [torch.zeros(2, 15)]], True),
    ([torch.zeros(4, 3, 8, 15, dtype=torch.uint8)] * 2, False),
    ([torch.zeros(3, 8, 15, dtype=torch.uint8)] * 2, False),
    ([torch.zeros(3, 8, 15)] * 2, False), ([], False), (torch.zeros(2, 15), False)])
def test_is_told_from_views_that_are_images(inputs, expected):
    assert is_source_with_views(inputs) == expected
