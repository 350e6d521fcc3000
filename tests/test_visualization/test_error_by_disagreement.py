import numpy as np

from mlcr_mm.visualization import draw_error_by_disagreement


def test_bars_are_the_error_rates_of_tenths(rng):
    disagreement = rng.permutation(100) / 100
    wrong = rng.random(100) < disagreement
    axes, = draw_error_by_disagreement(disagreement, wrong).axes
    for bar, tenth in zip(axes.patches, range(10)):
        inside = (disagreement >= tenth / 10) & (disagreement < (tenth + 1) / 10)
        assert np.isclose(bar.get_height(), 100 * wrong[inside].mean())
    assert axes.get_xticklabels()[2].get_text() in ('0.24', '0.25')  # the mean of .20 to .29
    assert np.allclose(axes.lines[0].get_ydata(), 100 * wrong.mean())


def test_fewer_decisions_than_bars():
    axes, = draw_error_by_disagreement(np.array([.1, .9]), np.array([False, True])).axes
    assert [bar.get_height() for bar in axes.patches] == [0, 100]
