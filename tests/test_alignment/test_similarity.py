import numpy as np
import pytest

from mlcr_mm.alignment import fit_similarity


def umeyama(source, target):
    """Umeyama 1991, Eq. (40)-(43), by SVD and loops, no reflection."""
    mean_source, mean_target = source.mean(0), target.mean(0)
    variance, covariance = 0., np.zeros((2, 2))
    for s, t in zip(source, target):
        variance += np.sum((s - mean_source)**2) / len(source)
        covariance += np.outer(t - mean_target, s - mean_source) / len(source)
    u, singular, vt = np.linalg.svd(covariance)
    sign = np.eye(2)
    if np.linalg.det(u) * np.linalg.det(vt) < 0:
        sign[1, 1] = -1
    rotation = u @ sign @ vt
    scale = np.trace(np.diag(singular) @ sign) / variance
    return np.column_stack([scale * rotation, mean_target - scale * rotation @ mean_source])


@pytest.mark.parametrize('num_points', [2, 3, 5, 20])
@pytest.mark.parametrize('mirrored', [False, True])
def test_agrees_with_umeyama(rng, num_points, mirrored):
    for _ in range(20):
        source = rng.normal(100, 40, (num_points, 2))
        target = rng.normal(80, 30, (num_points, 2))
        if mirrored:  # here the unrestricted optimum would be a reflection
            target = source * [-1, 1] + rng.normal(0, 1, source.shape)
        np.testing.assert_allclose(fit_similarity(source, target), umeyama(source, target),
                                   rtol=1e-7, atol=1e-7)


def test_recovers_an_exact_similarity(rng):
    source = rng.normal(100, 40, (5, 2))
    turn, scale, shift = np.deg2rad(75), 0.3, np.array([5., -7.])
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = fit_similarity(source, scale * source @ rotation.T + shift)
    np.testing.assert_allclose(matrix, np.column_stack([scale * rotation, shift]), atol=1e-10)


def test_coinciding_points_are_refused():
    with pytest.raises(ValueError, match='coincide'):
        fit_similarity(np.ones((5, 2)), np.eye(5, 2))
