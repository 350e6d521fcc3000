import numpy as np

from mlcr_mm.visualization import draw_feature_scatter


def test_every_point_by_view_and_label(rng):
    points, labels = rng.random((2, 9, 2)), np.array([1, 0, 0, 1, 1, 0, 0, 0, 1])
    figure = draw_feature_scatter(points, labels, 'AU25')
    drawn = {part.get_label(): np.asarray(part.get_offsets())
             for part in figure.axes[0].collections}
    assert len(drawn) == 4
    for view in (0, 1):
        for code, word in ((0, 'absent'), (1, 'present')):
            expected = [point for point, label in zip(points[view], labels) if label == code]
            np.testing.assert_array_equal(drawn[f'view {view + 1}, AU25 {word}'], expected)
    assert len(figure.legends[0].get_texts()) == 4
