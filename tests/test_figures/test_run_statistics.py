import statistics

import numpy as np
import pytest

from mlcr_mm.figures.run_statistics import bars_of_runs, same_labels


def test_mean_and_deviation_of_runs(rng):
    runs = list(rng.random((3, 5)))
    bars = bars_of_runs(runs)
    columns = [[run[column] for run in runs] for column in range(5)]
    np.testing.assert_allclose([*bars.mean, bars.average], [*map(statistics.mean, columns)])
    np.testing.assert_allclose([*bars.std, bars.average_std], [*map(statistics.stdev, columns)])


def test_one_run_has_no_deviation(rng):
    bars = bars_of_runs([rng.random(5)])
    assert not bars.std.any() and bars.average_std == 0


def test_labels_must_agree():
    assert same_labels(dict(a=('x', 'y'), b=['x', 'y'])) == ['x', 'y']
    with pytest.raises(ValueError, match="'b' has the labels"):
        same_labels(dict(a=('x', 'y'), b=('y', 'x')))
