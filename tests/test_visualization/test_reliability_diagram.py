import numpy as np

from mlcr_mm.visualization import draw_reliability


def test_bins_of_equally_many_known_images(rng):
    scores = rng.random((160, 2))
    truth = (rng.random((160, 2)) < scores).astype(int)
    hidden = rng.permutation(160)[:80]
    truth[hidden, 0] = -1
    truth[:, 1] = 1
    figure = draw_reliability(['a', 'b'], dict(raw=scores, calibrated=scores**2), truth)
    known = np.sort(np.argsort(scores[:, 0], kind='stable')[truth[np.argsort(
        scores[:, 0], kind='stable'), 0] >= 0])
    order = known[np.argsort(scores[known, 0])].reshape(8, 10)
    _, raw, calibrated = figure.axes[0].lines
    np.testing.assert_allclose(raw.get_xdata(), scores[order, 0].mean(axis=1))
    np.testing.assert_allclose(raw.get_ydata(), truth[order, 0].mean(axis=1))
    np.testing.assert_allclose(calibrated.get_xdata(), (scores[order, 0]**2).mean(axis=1))
    assert figure.axes[1].get_title() == 'b: one answer only' and len(figure.axes[1].lines) == 1


def test_the_names_stand_beside_whatever_label_is_drawn_first(rng):
    scores, truth = rng.random((40, 2)), np.ones((40, 2), int)
    truth[:20, 1] = 0
    figure = draw_reliability(['a', 'b'], dict(raw=scores, calibrated=scores**2), truth)
    legend, = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ['raw', 'calibrated']
    _, *curves = figure.axes[1].lines
    assert [line.get_color() for line in legend.get_lines()] == [
        curve.get_color() for curve in curves]
    assert not draw_reliability(['a'], dict(raw=scores[:, :1]), truth[:, 1:]).legends
