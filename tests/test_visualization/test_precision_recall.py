import numpy as np
from matplotlib.cbook import STEP_LOOKUP_MAP
from sklearn.metrics import average_precision_score, precision_score, recall_score

from mlcr_mm.visualization import draw_precision_recall


def test_curve_point_and_share_of_known_labels(rng):
    truth = (rng.random((40, 3)) < .4).astype(int)
    truth[:5, 0] = -1
    truth[:, 2] = 0
    scores = rng.random((40, 3))
    decisions = scores >= .5
    figure = draw_precision_recall(['a', 'b', 'c'], scores, truth, decisions)
    for index, axes in enumerate(figure.axes[:2]):
        known = truth[:, index] >= 0
        present, yes = truth[known, index], decisions[known, index]
        curve, share, point = axes.lines
        recall, precision = curve.get_data()
        recall, precision = STEP_LOOKUP_MAP[curve.get_drawstyle()](*curve.get_data())
        area = -np.sum(np.diff(recall) * (precision[:-1] + precision[1:]) / 2)
        expected = average_precision_score(present, scores[known, index])
        assert np.isclose(area, expected, atol=1e-9)
        assert axes.get_title() == f'{"ab"[index]}: AP {expected:.2f}'
        assert np.allclose(share.get_ydata(), present.mean())
        assert np.allclose(np.ravel(point.get_data()), [recall_score(present, yes),
                                                        precision_score(present, yes)])
    assert figure.axes[2].get_title() == 'c: no positives' and not figure.axes[2].lines
