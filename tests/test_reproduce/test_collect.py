from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.metrics import f1_score

from mlcr_mm.evaluation.scores import Scores, read_scores, write_scores
from mlcr_mm.reproduce.collect import collect, labels_of
from mlcr_mm.reproduce.paper_tables import Row, Section
from mlcr_mm.reproduce.row_measures import measures

CLASSES = np.array(['AU1', 'AU2', 'AU5'])
SECTION = Section('T', 'emotionet', (
    Row('Baseline', 'a'), Row('MLCR', 'b'), Row('MLCR, ensemble', 'b', ensemble=True),
    Row('not run', 'c')), 'MLCR')


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


def test_means_over_runs_and_empty_rows(make_scores, store):
    cells = {number: {f'seed{seed}': make_scores(views) for seed in range(3)}
             for number, views in ((0, 0), (1, 2))}
    cells[2] = cells[1]
    results = collect(SECTION, store(cells), num_resamples=100)
    assert labels_of(results) == ['AU1', 'AU2']
    expected = [slow_f1(scores, scores.scores[1:] >= .5) for scores in cells[1].values()]
    assert results[1].averages().tolist() == pytest.approx(np.mean(expected, axis=1))
    assert results[1].f1['AU2'].to_dict() == pytest.approx(
        {f'seed{seed}': f1[1] for seed, f1 in enumerate(expected)})
    assert results[1].measures['map'].tolist() == pytest.approx(
        [measures(scores, False)['map'] for scores in cells[1].values()])
    assert results[2].measures['uncalibrated'].tolist() == pytest.approx(
        [measures(scores, True)['uncalibrated'] for scores in cells[1].values()])
    assert results[3].measures.empty
    assert results[1].difference is None
    assert results[3].f1.empty and results[3].averages().empty and results[3].difference is None


def test_difference_is_the_mean_over_common_runs(make_scores, store):
    cells = {0: {f'seed{seed}': make_scores(0) for seed in (0, 1)},
             1: {f'seed{seed}': make_scores(2, skill=.5) for seed in (1, 2)}}
    baseline, mlcr, *_ = collect(SECTION, store(cells), num_resamples=300)
    assert baseline.paired == 1
    assert baseline.difference.value == pytest.approx(
        baseline.averages()['seed1'] - mlcr.averages()['seed1'])
    assert baseline.difference.low < baseline.difference.value < baseline.difference.high < 0


def test_more_runs_do_not_hide_the_variance_of_the_test_images(make_scores, store):
    """Runs on the same images see the same draws: the same run thrice is as uncertain as once."""
    one, other = make_scores(0), make_scores(2)
    narrow, wide = (
        collect(SECTION, store({0: dict.fromkeys(repeats, one), 1: dict.fromkeys(repeats, other)}),
                num_resamples=200)[0].difference for repeats in ('a', 'abc'))
    assert narrow == pytest.approx(wide)


def test_folds_are_drawn_each_for_itself(make_scores, store):
    cells = {number: {fold: make_scores(2 * number, fold) for fold in 'abcd'} for number in (0, 1)}
    pooled = collect(SECTION, store(cells), num_resamples=400)[0].difference
    single = [collect(SECTION, store({number: {fold: cells[number][fold]} for number in (0, 1)}),
                      num_resamples=400)[0].difference for fold in 'abcd']
    width = np.mean([difference.high - difference.low for difference in single])
    # The mean of four independent differences varies half as much.
    assert pooled.high - pooled.low == pytest.approx(width / 2, rel=.3)


def test_other_test_images_are_refused(make_scores, store):
    cells = {0: dict(seed0=make_scores(0, 'one')), 1: dict(seed0=make_scores(2, 'two'))}
    with pytest.raises(ValueError, match='Baseline and the reference were tested on different'):
        collect(SECTION, store(cells), num_resamples=10)


def test_reference_that_was_not_run(make_scores, store):
    results = collect(SECTION, store({0: dict(seed0=make_scores(0))}), num_resamples=10)
    assert results[0].difference is None and len(results[0].averages()) == 1
