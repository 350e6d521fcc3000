import numpy as np

from mlcr_mm.visualization import draw_correlation_maps


def test_every_number_stands_in_its_cell(rng):
    maps = dict(first=(['a', 'b', 'c'], rng.random((3, 3))), second=(['d', 'e'], np.eye(2)))
    figure = draw_correlation_maps(maps)
    for axes, (title, (names, matrix)) in zip(figure.axes, maps.items()):
        assert axes.get_title() == title
        np.testing.assert_array_equal(axes.images[0].get_array(), matrix)
        assert [tick.get_text() for tick in axes.get_xticklabels()] == names
        assert [tick.get_text() for tick in axes.get_yticklabels()] == names
        for text in axes.texts:
            column, row = text.get_position()
            assert abs(float(text.get_text()) - matrix[row, column]) <= .005
        assert len(axes.texts) == matrix.size


def test_one_scale_for_all_panels():
    figure = draw_correlation_maps(dict(a=('xy', np.eye(2)), b=('xy', 3 * np.eye(2))), (6, 3))
    assert [axes.images[0].get_clim() for axes in figure.axes[:2]] == [(0, 3)] * 2
    np.testing.assert_array_equal(figure.get_size_inches(), (6, 3))
