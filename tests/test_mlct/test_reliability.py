import numpy as np

from mlcr_mm.mlct import filter_labels, reliability, select_reliable


def test_reliability_equals_the_slow_one(rng):
    adjusted = rng.random((2, 7, 3))
    expected = []
    for i in range(7):
        terms = [abs(adjusted[0, i, j] + adjusted[1, i, j] - 1) for j in range(3)]
        expected.append(sum(terms) / 3)
    np.testing.assert_allclose(reliability(adjusted), expected)


def test_opposite_views_cancel():
    adjusted = np.array([[[1., 0.], [1., 1.], [1., 0.]], [[1., 0.], [0., 0.], [.5, .5]]])
    np.testing.assert_allclose(reliability(adjusted), [1, 0, .5])


def test_the_most_reliable_of_the_pool(rng):
    adjusted = rng.random((2, 30, 4))
    adjusted[:, 12] = adjusted[:, 5]  # equally reliable
    pool = np.array([1, 2, 5, 8, 12, 20, 29])
    values = reliability(adjusted)
    expected = sorted(sorted(pool, key=lambda i: (-values[i], i))[:3])
    assert select_reliable(adjusted, pool, 3).tolist() == expected
    assert select_reliable(adjusted, pool, 99).tolist() == pool.tolist()


def test_filter_equals_the_slow_one(rng):
    adjusted = rng.random((25, 4))
    adjusted[:, 3] = .2  # one answer, equally sure everywhere
    expected = -np.ones((25, 4), int)
    for j in range(4):
        present = [p for p in adjusted[:, j] if p >= .5]
        absent = [p for p in adjusted[:, j] if p < .5]
        for i, p in enumerate(adjusted[:, j]):
            if p >= .5 and p >= np.mean(present) - 1e-9:
                expected[i, j] = 1
            if p < .5 and p <= np.mean(absent) + 1e-9:
                expected[i, j] = 0
    np.testing.assert_array_equal(filter_labels(adjusted), expected)
    assert (filter_labels(adjusted)[:, 3] == 0).all()
