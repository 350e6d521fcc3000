import numpy as np
import pytest

from mlcr_mm.visualization import Bars, draw_grouped_bars


def methods_of(rng, num_methods, num_labels):
    return {f'_m{index}': Bars(*rng.random((2, num_labels)), *rng.random(2))
            for index in range(num_methods)}


@pytest.mark.parametrize('num_methods, num_labels, rows', [(1, 3, 1), (2, 40, 2), (10, 20, 1)])
def test_a_bar_for_every_number(rng, num_methods, num_labels, rows):
    labels = [f'label{index}' for index in range(num_labels)]
    methods = methods_of(rng, num_methods, num_labels)
    figure = draw_grouped_bars(labels, methods, 'F1 (%)')
    assert len(figure.axes) == rows
    ticks = [tick.get_text() for axes in figure.axes for tick in axes.get_xticklabels()]
    assert ticks == [*labels, 'average']
    looks = set()
    for index, bars in enumerate(methods.values()):
        drawn = [patch for axes in figure.axes
                 for patch in [box for box in axes.containers if hasattr(box, 'patches')][index]]
        heights = [patch.get_height() for patch in drawn]
        np.testing.assert_allclose(heights, [*bars.mean, bars.average])
        looks.add((drawn[0].get_facecolor(), drawn[0].get_hatch()))
    assert len(looks) == num_methods
    assert [text.get_text() for text in figure.legends[0].get_texts()] == list(methods)
    # No two bars of a row lie over each other.
    for axes in figure.axes:
        edges = sorted((patch.get_x(), patch.get_x() + patch.get_width())
                       for patch in axes.patches)
        assert all(right <= left + 1e-6 for (_, right), (left, _) in zip(edges, edges[1:]))


def test_missing_numbers_leave_no_bar():
    bars = Bars(np.array([np.nan, 20.]), np.array([np.nan, 0.]), np.nan, np.nan)
    axes = draw_grouped_bars(['a', 'b'], dict(m=bars), 'F1 (%)', (4, 3)).axes[0]
    heights = [patch.get_height() for patch in axes.patches]
    assert np.isnan([heights[0], heights[2]]).all() and heights[1] == 20
    assert not axes.texts
