import numpy as np

from mlcr_mm.visualization import Intervals, draw_label_intervals


def test_points_and_lines_are_the_numbers():
    series = dict(raw=Intervals(np.array([50., np.nan]), np.array([40., np.nan]),
                                np.array([55., np.nan])),
                  _f1=Intervals(np.array([60., 70.]), np.array([50., 65.]), np.array([61., 90.])))
    figure = draw_label_intervals(['AU1', 'AU2'], series, 'F1 (%)')
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ['raw', '_f1']
    axes, = figure.axes
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ['AU1', 'AU2']
    for points, lines, (value, low, high) in zip(axes.lines, axes.collections, series.values()):
        np.testing.assert_array_equal(points.get_xdata(), value)
        ends = np.array([path.vertices[:, 0] for path in lines.get_paths()])
        np.testing.assert_array_equal(ends, np.stack([low, high], axis=1))
    assert axes.lines[0].get_ydata()[0] != axes.lines[1].get_ydata()[0]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]  # the first label on top
