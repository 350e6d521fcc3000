import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from mlcr_mm.reproduce.weighted_precision import weighted_average_precision


@pytest.mark.parametrize('steps', [3, 10**6], ids=['equal scores', 'no equal scores'])
def test_is_scikit_learn_s_with_weights(rng, steps):
    labels = (rng.random((50, 3)) < .4).astype(np.int8)
    labels[rng.random(labels.shape) < .1] = -1
    scores = (rng.random((2, *labels.shape)) * steps).astype(int) / np.float32(steps)
    weights = rng.integers(0, 4, (6, 50)).astype(np.float32)
    result = weighted_average_precision(scores, labels, weights)
    assert result.shape == (6, 2, 3)
    for resample in range(6):
        for view in range(2):
            for label in range(3):
                known = labels[:, label] >= 0
                expected = 100 * average_precision_score(
                    labels[known, label], scores[view, known, label],
                    sample_weight=weights[resample, known])
                assert result[resample, view, label] == pytest.approx(expected, rel=1e-5)


def test_many_positives_are_summed_exactly(rng):
    labels = (rng.random((100_000, 1)) < .9).astype(np.int8)
    scores = (rng.random(labels.shape) + .3 * labels).astype(np.float32)[None]
    result = weighted_average_precision(scores, labels, np.ones((2, len(labels)), np.float32))
    expected = 100 * average_precision_score(labels[:, 0], scores[0, :, 0])
    np.testing.assert_allclose(result[:, 0, 0], expected, atol=1e-4)


def test_without_a_positive_there_is_none():
    labels = np.array([[1, 0], [0, 0], [1, -1]], np.int8)
    weights = np.array([[1, 1, 0], [0, 3, 0]], np.float32)
    result = weighted_average_precision(np.float32([[[.9, .1], [.5, .2], [.1, .3]]]), labels,
                                        weights)
    assert result[0, 0, 0] == 100. and np.isnan([result[0, 0, 1], *result[1, 0]]).all()
