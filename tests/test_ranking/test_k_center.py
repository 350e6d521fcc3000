import numpy as np
import pytest

from mlcr_mm.ranking import k_center_greedy


def slow(features, count, first, covered):
    """Straight from the rule, point by point."""
    centers, chosen = [list(point) for point in covered], []
    while len(chosen) < count:
        if not centers:
            index = first
        else:
            index = max((i for i in range(len(features)) if i not in chosen), key=lambda i: min(
                sum((a - b)**2 for a, b in zip(features[i], center)) for center in centers))
        chosen.append(index)
        centers.append(list(features[index]))
    return chosen


@pytest.mark.parametrize('num_covered', [0, 5, 300])
def test_equals_a_slow_loop(rng, num_covered):
    features, covered = rng.random((25, 3)), rng.random((num_covered, 3))
    found = k_center_greedy(features, 10, 7, covered if num_covered else None)
    assert found.indices == slow(features, 10, 7, covered)
    nearest = [np.linalg.norm(np.concatenate([covered, features[found.indices[:place]]])
                              - features[index], axis=1).min(initial=np.inf)
               for place, index in enumerate(found.indices)]
    assert np.isnan(found.distances[0]) == (num_covered == 0)
    np.testing.assert_allclose(found.distances[1:], nearest[1:], atol=1e-6)


def test_copies_come_last_and_none_twice():
    features = np.array([[0.], [0.], [5.], [5.], [9.]])
    assert k_center_greedy(features, 99).indices == [0, 4, 2, 1, 3]
