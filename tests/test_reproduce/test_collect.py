from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.metrics import f1_score

from mlcr_mm.evaluation.scores import Scores, read_scores, write_scores
from mlcr_mm.reproduce.collect import collect, labels_of
from mlcr_mm.reproduce.measures import MEASURES
from mlcr_mm.reproduce.paper_tables import Row, Section

CLASSES = np.array(['AU1', 'AU2', 'AU5'])
SECTION = Section('T', 'emotionet', (
    Row('Baseline', 'a'), Row('MLCR', 'b'), Row('not run', 'c')), 'Baseline')
PARTNERS = dict(seed0='seed1', seed1='seed2', seed2='seed0')


@pytest.fixture
def make_scores(rng):
    """Test sets of 80 images with labels of which AU5 has no positive, one per part."""
    test_sets = {}

    def make(num_views, part='one', skill=.3):
        if part not in test_sets:
            labels = rng.integers(0, 2, (80, 3)).astype(np.int8)
            labels[rng.random(labels.shape) < .1] = -1
            labels[:, 2] = np.minimum(labels[:, 2], 0)
            test_sets[part] = labels
        labels = test_sets[part]
        views = skill * (labels == 1) + (1 - skill) * rng.random((max(num_views, 1), 80, 3))
        scores = np.concatenate([views.mean(0, keepdims=True), views])[:1 + num_views]
        images = np.array([f'{part}/{index}' for index in range(80)])
        return Scores(images, CLASSES, labels, scores.astype(np.float32))

    return make


@pytest.fixture
def store(tmp_path):

    def store(cells):
        files = {}
        for number, by_repeat in cells.items():
            files[number] = {}
            for repeat, scores in by_repeat.items():
                path = tmp_path / f'{number}_{repeat}.npz'
                write_scores(path, scores)
                files[number][repeat] = SimpleNamespace(
                    read=partial(read_scores, path), is_done=True)
        return files

    return store


def slow_f1(scores, decisions):
    known = [scores.labels[:, label] >= 0 for label in range(2)]
    return np.mean([[100 * f1_score(scores.labels[known[label], label],
                                    view[known[label], label]) for label in range(2)]
                    for view in decisions], axis=0)


def collected(cells, num_resamples=100):
    return collect(SECTION, cells, PARTNERS, num_resamples)


def test_means_over_runs_and_empty_rows(make_scores, store):
    cells = {number: {f'seed{seed}': make_scores(views) for seed in range(3)}
             for number, views in ((0, 0), (1, 2))}
    results = collected(store(cells))
    assert labels_of(results) == ['AU1', 'AU2']
    expected = [slow_f1(scores, scores.scores[1:] >= .5) for scores in cells[1].values()]
    assert results[1].values['f1'].tolist() == pytest.approx(np.mean(expected, axis=1))
    assert results[1].f1['AU2'].to_dict() == pytest.approx(
        {f'seed{seed}': f1[1] for seed, f1 in enumerate(expected)})
    assert results[0].differences == {} and set(results[1].differences) == set(MEASURES)
    assert results[2].f1.empty and results[2].values.empty and not results[2].differences


def test_ensembles_of_views_and_of_two_seeds(make_scores, store):
    cells = {0: {f'seed{seed}': make_scores(0) for seed in (0, 1)},
             1: {f'seed{seed}': make_scores(2) for seed in (0, 1)}}
    baseline, mlcr, _ = collected(store(cells))
    two = np.mean([cells[0][repeat].scores[0] for repeat in ('seed0', 'seed1')], axis=0)
    expected = slow_f1(cells[0]['seed0'], two[None] >= .5).mean()
    assert baseline.values['f1_ensemble']['seed0'] == pytest.approx(expected)
    assert np.isnan(baseline.values['f1_ensemble']['seed1'])  # seed 2 was not run
    own = slow_f1(cells[1]['seed1'], cells[1]['seed1'].scores[:1] >= .5).mean()
    assert mlcr.values['f1_ensemble']['seed1'] == pytest.approx(own)
    # Compared is the repeat that both have an ensemble of.
    assert mlcr.differences['f1_ensemble'].value == pytest.approx(
        mlcr.values['f1_ensemble']['seed0'] - expected)


def test_difference_is_the_mean_over_common_runs(make_scores, store):
    cells = {0: {f'seed{seed}': make_scores(0) for seed in (0, 1)},
             1: {f'seed{seed}': make_scores(2, skill=.5) for seed in (1, 2)}}
    baseline, mlcr, _ = collected(store(cells), 300)
    for measure in ('f1', 'map'):
        difference = mlcr.differences[measure]
        assert difference.value == pytest.approx(
            mlcr.values[measure]['seed1'] - baseline.values[measure]['seed1'])
        assert 0 < difference.low < difference.value < difference.high


def width(cells, num_resamples=400):
    difference = collected(cells, num_resamples)[1].differences['f1']
    return difference.high - difference.low


def test_more_runs_do_not_hide_the_variance_of_the_test_images(make_scores, store):
    """Runs on the same images see the same draws: the same run thrice is as uncertain as once."""
    one, other = make_scores(0), make_scores(2)
    narrow, wide = (width(store({0: dict.fromkeys(repeats, one),
                                 1: dict.fromkeys(repeats, other)})) for repeats in ('a', 'abc'))
    assert narrow == pytest.approx(wide)


def test_seeds_that_differ_widen_the_interval(make_scores, store):
    baseline = make_scores(0)
    runs = [make_scores(2, skill=skill) for skill in (.3, .35, .4)]
    alike = store({0: dict.fromkeys('abc', baseline), 1: dict.fromkeys('abc', runs[1])})
    apart = store({0: dict.fromkeys('def', baseline), 1: dict(zip('def', runs))})
    assert width(apart) > 1.2 * width(alike)


def test_folds_are_drawn_each_for_itself(make_scores, store):
    cells = {number: {fold: make_scores(2 * number, fold) for fold in 'abcd'} for number in (0, 1)}
    pooled = width(store(cells))
    single = [width(store({number: {fold: cells[number][fold]} for number in (0, 1)}))
              for fold in 'abcd']
    # The mean of four independent differences varies half as much.
    assert pooled == pytest.approx(np.mean(single) / 2, rel=.3)


def test_other_test_images_are_refused(make_scores, store):
    cells = {0: dict(seed0=make_scores(0, 'one')), 1: dict(seed0=make_scores(2, 'two'))}
    with pytest.raises(ValueError, match='MLCR and the reference were tested on different'):
        collected(store(cells), 10)


def test_reference_that_was_not_run(make_scores, store):
    results = collected(store({1: dict(seed0=make_scores(2))}), 10)
    assert results[1].differences == {} and len(results[1].values) == 1


def test_ensembles_that_share_networks_vary_more_than_they_seem_to(make_scores, store):
    singles = {f'seed{seed}': make_scores(0, skill=skill)
               for seed, skill in enumerate((.2, .3, .5))}
    others = {f'seed{seed}': make_scores(2) for seed in range(3)}
    shared = collected(store({0: singles, 1: others}), 2000)
    # The same ensembles, as if each were of two networks of its own.
    views = {repeat: np.concatenate([
        (scores.scores + singles[PARTNERS[repeat]].scores) / 2, scores.scores, scores.scores])
        for repeat, scores in singles.items()}
    apart = collected(store({0: {repeat: scores._replace(scores=views[repeat])
                                 for repeat, scores in singles.items()}, 1: others}), 2000)
    wide, narrow = (results[1].differences['map_ensemble'] for results in (shared, apart))
    assert wide.value == pytest.approx(narrow.value)
    assert wide.high - wide.low > 1.2 * (narrow.high - narrow.low)
    assert shared[0].ensembles.of_mean == pytest.approx(2)
    assert apart[0].ensembles.of_mean == shared[1].ensembles.of_mean == 1
