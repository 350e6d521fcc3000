import numpy as np
import pytest

from mlcr_mm.reproduce.shared_networks import SharedNetworks

CASES = [
    [(0, 1), (1, 2), (2, 0)],
    [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)],
    [(0, 1), (1, 2)],
    [(0, 1), (2, 3), (4, 5)],
]


@pytest.mark.parametrize('pairs', CASES)
def test_corrects_what_is_seen_to_what_is_true(rng, pairs):
    """By simulation: ensembles are the means of two of 40,000 draws of networks."""
    networks = rng.normal(size=(1 + max(map(max, pairs)), 40000))
    ensembles = np.stack([(networks[one] + networks[other]) / 2 for one, other in pairs])
    seen = ensembles.var(axis=0, ddof=1).mean()
    shared = SharedNetworks(pairs)
    assert shared.of_one ** 2 * seen == pytest.approx(ensembles[0].var(), rel=.04)
    assert shared.of_mean ** 2 * seen / len(pairs) == pytest.approx(
        ensembles.mean(axis=0).var(), rel=.04)


@pytest.mark.parametrize('pairs', [[], [(0, 1)], [(0, 1), (1, 0)]])
def test_one_pair_says_nothing(pairs):
    shared = SharedNetworks(pairs)
    assert shared.of_one == shared.of_mean == 1


def test_spread_keeps_the_mean(rng):
    values = rng.random((3, 50))
    spread = SharedNetworks(CASES[0]).spread(values)
    np.testing.assert_allclose(spread.mean(axis=0), values.mean(axis=0))
    np.testing.assert_allclose(spread.std(axis=0), 2 * values.std(axis=0))
