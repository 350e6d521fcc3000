import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score

from mlcr_mm.reproduce.bootstrap import paired_difference, resample_images, resample_repeats


def make_labels(rng, num_images=60, num_classes=3):
    labels = (rng.random((num_images, num_classes)) < .4).astype(np.int8)
    labels[rng.random(labels.shape) < .1] = -1
    return labels


def slow_average_f1(labels, decisions):
    """Mean over views and labels, with scikit-learn, over the known labels that have positives."""
    values = []
    for view in decisions:
        for label in range(labels.shape[1]):
            known = labels[:, label] >= 0
            if labels[known, label].any():
                values.append(100 * f1_score(labels[known, label], view[known, label]))
    return np.mean(values)


def test_equals_a_slow_loop_over_the_same_draws(rng):
    labels = make_labels(rng)
    models = [rng.random((views, *labels.shape)) < .5 for views in (1, 2)]
    drawn = np.random.default_rng(3).integers(len(labels), size=(20, len(labels)))
    expected = [[slow_average_f1(labels[row], model[:, row]) for row in drawn] for model in models]
    np.testing.assert_allclose(resample_images(labels, models, 20, seed=3), expected)


def test_mean_average_precision_is_of_the_same_draws(rng):
    labels = make_labels(rng)
    scores = rng.random((2, *labels.shape))
    drawn = np.random.default_rng(3).integers(len(labels), size=(20, len(labels)))
    expected = []
    for row in drawn:
        part = labels[row]
        expected.append(np.mean([100 * average_precision_score(
            part[part[:, label] >= 0, label], view[row][part[:, label] >= 0, label])
            for view in scores for label in range(3)]))
    np.testing.assert_allclose(resample_images(labels, [scores], 20, seed=3), [expected],
                               rtol=1e-5)


def test_many_images_are_drawn_in_chunks(rng, monkeypatch):
    labels = make_labels(rng)
    model = rng.random((1, *labels.shape)) < .5
    whole = resample_images(labels, [model], 50, seed=0)
    monkeypatch.setattr('mlcr_mm.evaluation.resampled_f1._CHUNK', 7 * len(labels))
    np.testing.assert_allclose(resample_images(labels, [model], 50, seed=0), whole)


def test_spread_is_that_of_new_test_sets(rng):
    """The bootstrap estimates how much the F1 varies from one test set to the next."""

    def draw():
        labels = (rng.random((400, 2)) < .4).astype(np.int8)
        return labels, ((rng.random(labels.shape) < .8) == labels)[None]

    truth = np.std([slow_average_f1(*draw()) for _ in range(100)])
    labels, decisions = draw()
    resampled = resample_images(labels, [decisions], 500, seed=0)
    assert resampled.std() == pytest.approx(truth, rel=.3)


def test_identical_rows_do_not_differ(rng):
    labels = make_labels(rng)
    model = rng.random((2, *labels.shape)) < .5
    first, second = resample_images(labels, [model, model.copy()], 200, seed=0)
    assert paired_difference(0., first - second) == (0., 0., 0., 1.)


def test_clear_and_unclear_differences(rng):
    labels = (rng.random((300, 3)) < .4).astype(np.int8)
    truth = labels[None] == 1
    good, alike, bad = (truth ^ (rng.random(truth.shape) < rate) for rate in (.1, .1, .3))
    first, same, other = resample_images(labels, [good, alike, bad], 2000, seed=0)
    clear = paired_difference(slow_average_f1(labels, good) - slow_average_f1(labels, bad),
                              first - other)
    assert 0 < clear.low < clear.value < clear.high and clear.p == pytest.approx(2 / 2001)
    unclear = paired_difference(0., first - same)
    assert unclear.low < 0 < unclear.high and unclear.p > .05


def test_the_spread_over_seeds_is_that_of_their_mean(rng):
    """Without any spread over images, the variance is s^2 / n, as for the mean of n seeds."""
    seeds = np.array([1., 2., 6.])
    drawn = resample_repeats(np.repeat(seeds[:, None], 40000, axis=1), seed=0)
    assert drawn.mean() == pytest.approx(3., abs=.02)
    assert drawn.var() == pytest.approx(seeds.var(ddof=1) / 3, rel=.02)


def test_one_seed_tells_nothing_of_others(rng):
    values = rng.random((1, 50))
    np.testing.assert_array_equal(resample_repeats(values, seed=0), values[0])


def test_a_seed_that_is_drawn_keeps_its_images(rng):
    values = np.arange(4.)[:, None] + rng.random(200) / 2  # seed number + what the images do
    drawn = resample_repeats(values, seed=1)
    picked = 3 * (drawn - values[0])  # the numbers of three seeds
    np.testing.assert_allclose(picked, np.round(picked), atol=1e-9)
    assert -1e-9 < picked.min() < picked.max() < 9 + 1e-9


def test_p_counts_both_sides():
    resampled = np.array([-1., 1., 2., 3., 4., 5., 6., 7., 8.])
    assert paired_difference(3., resampled).p == pytest.approx(2 * (1 + 1) / 10)
    assert paired_difference(-3., -resampled).p == pytest.approx(2 * (1 + 1) / 10)


def test_resamples_without_positives_are_left_out():
    resampled = np.array([np.nan, -1., 1., 2., 3.])
    assert paired_difference(1., resampled) == paired_difference(1., resampled[1:])
    assert np.isnan(paired_difference(np.nan, np.full(9, np.nan))).all()
