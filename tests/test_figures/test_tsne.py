import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from mlcr_mm.figures import tsne_figure
from mlcr_mm.figures.tsne import embed_views


def test_neighbours_stay_neighbours_and_seeds_repeat(rng):
    views = [rng.standard_normal((40, 16)) + offset for offset in (0, 8)]
    first = embed_views(views, seed=0)
    assert [view.shape for view in first] == [(40, 2)] * 2
    assert trustworthiness(np.concatenate(views), np.concatenate(first), n_neighbors=5) > .7
    # The views are far from each other, and are drawn so.
    gap = np.linalg.norm(first[0].mean(axis=0) - first[1].mean(axis=0))
    assert gap > 2 * max(view.std() for view in (first[0] - first[0].mean(axis=0),
                                                 first[1] - first[1].mean(axis=0)))
    np.testing.assert_array_equal(first, embed_views(views, seed=0))


def test_features_that_cannot_be_drawn(rng):
    with pytest.raises(ValueError, match=r'widths \[4, 8\]'):
        embed_views([rng.random((9, 4)), rng.random((9, 8))], 0)
    with pytest.raises(ValueError, match='at least 3 points, but there are 2'):
        embed_views([rng.random((1, 4))] * 2, 0)


def test_points_of_the_test_images(config, checkpoint):
    figure = tsne_figure(config, checkpoint, 'AU2', num_images=6, device='cpu', size=(4, 3))
    counts = {part.get_label(): len(part.get_offsets()) for part in figure.axes[0].collections}
    assert counts == {f'view {view}, AU2 {word}': 3 for view in (1, 2)
                      for word in ('absent', 'present')}
    np.testing.assert_array_equal(figure.get_size_inches(), (4, 3))


def test_one_network(baseline):
    figure = tsne_figure(*baseline, 'AU1', num_images=6, device='cpu')
    assert sum(len(part.get_offsets()) for part in figure.axes[0].collections) == 6
    with pytest.raises(ValueError, match="no label 'AU9'"):
        tsne_figure(*baseline, 'AU9', device='cpu')
