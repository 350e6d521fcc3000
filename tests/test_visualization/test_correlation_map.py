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


def test_many_labels_have_colours_alone(rng):
    names, matrix = [f'label{number}' for number in range(51)], rng.random((51, 51))
    axes = draw_correlation_maps(dict(a=(names, matrix))).axes[0]
    np.testing.assert_array_equal(axes.images[0].get_array(), matrix)
    assert [tick.get_text() for tick in axes.get_yticklabels()] == names and not axes.texts


def test_a_cell_without_a_number_is_empty_and_words_can_be_chosen():
    matrix = np.array([[1, np.nan], [.5, 1]])
    figure = draw_correlation_maps(dict(a=('xy', matrix)), quantity='share', row='this one')
    assert sorted(text.get_text() for text in figure.axes[0].texts) == ['.50', '1.00', '1.00']
    assert figure.axes[0].get_ylabel() == 'this one' and figure.axes[1].get_ylabel() == 'share'
