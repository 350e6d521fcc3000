import numpy as np

from mlcr_mm.visualization import draw_training_curves


def test_curves_in_their_panels_and_phases_behind_all():
    curves = dict(loss=(np.arange(20.), np.arange(20.)**2), _lr=(np.arange(20.), np.ones(20)))
    figure = draw_training_curves(dict(losses=curves, other=dict(x=(np.array([5.]),
                                                                   np.array([1.])))),
                                  [('views', 0, 12), ('graph', 12, 20)])
    first, second = figure.axes
    assert [axes.get_title(loc='left') for axes in figure.axes] == ['losses', 'other']
    for line, (epochs, values) in zip(first.lines, curves.values()):
        np.testing.assert_array_equal(line.get_xdata(), epochs)
        np.testing.assert_array_equal(line.get_ydata(), values)
    assert [text.get_text() for text in first.get_legend().get_texts()] == ['loss', '_lr']
    assert [text.get_text() for text in first.texts] == ['views', 'graph'] and not second.texts
    assert [patch.get_x() for patch in second.patches] == [0, 12]
    assert second.lines[0].get_marker() == 'o'  # a single point can be seen
