import numpy as np
from sklearn.metrics import f1_score

from mlcr_mm.evaluation.resampled_f1 import resampled_f1


def test_each_label_and_view_equals_scikit_learn_on_the_drawn_images(rng):
    labels = (rng.random((30, 3)) < .4).astype(np.int8)
    labels[rng.random(labels.shape) < .2] = -1
    labels[:, 2][labels[:, 2] == 1] = 0  # never a positive
    decisions = rng.random((2, 30, 3)) < .5
    found, = resampled_f1(labels, [decisions], 15, seed=4)
    drawn = np.random.default_rng(4).integers(30, size=(15, 30))
    assert found.shape == (15, 2, 3) and np.isnan(found[..., 2]).all()
    for row, images in zip(found, drawn):
        for view in range(2):
            for label in range(2):
                truth = labels[images, label]
                answer = decisions[view, images, label]
                assert np.isclose(row[view, label],
                                  100 * f1_score(truth[truth >= 0], answer[truth >= 0]))
