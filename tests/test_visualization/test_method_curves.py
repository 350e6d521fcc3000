import numpy as np

from mlcr_mm.visualization import Curve, draw_curves


def test_a_curve_for_every_method_in_every_panel(rng):
    panels = {quantity: {name: Curve(*rng.random((2, 4))) for name in ('_a', 'b', 'c')}
              for quantity in ('F1 (%)', 'mAP (%)')}
    panels['F1 (%)']['b'].mean[1] = np.nan
    figure = draw_curves([100, 200, 400, 800], panels, 'labelled images')
    assert [axes.get_ylabel() for axes in figure.axes] == list(panels)
    for axes, curves in zip(figure.axes, panels.values()):
        assert [tick.get_text() for tick in axes.get_xticklabels()] == ['100', '200', '400', '800']
        assert axes.get_xscale() == 'log' and axes.get_xlabel() == 'labelled images'
        for container, curve in zip(axes.containers, curves.values()):
            line, _, (bars, ) = container.lines
            np.testing.assert_array_equal(line.get_xdata(), [100, 200, 400, 800])
            np.testing.assert_array_equal(line.get_ydata(), curve.mean)
            heights = [segment[1, 1] - segment[0, 1] for segment in bars.get_segments()
                       if len(segment)]
            np.testing.assert_allclose(heights, 2 * curve.std[~np.isnan(curve.mean)])
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ['_a', 'b', 'c']


def test_one_run_has_no_error_bar():
    figure = draw_curves([10, 20], {'F1': dict(a=Curve(np.array([1., 2.]), np.full(2, np.nan)))},
                         'images', (4, 3))
    segments = figure.axes[0].containers[0].lines[2][0].get_segments()
    assert all(segment[0, 1] == segment[1, 1] for segment in segments)
