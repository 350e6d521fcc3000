import numpy as np
import pandas as pd
import pytest

from mlcr_mm.apis import load_config
from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.ranking import experiment
from mlcr_mm.ranking.experiment import Experiment, SeedRun, summarize

SMALL = Experiment(pool=20, subjects=4, start=6, chosen=5, test=4, image_size=16)


def test_what_is_trained_on_and_chosen_from(tmp_path, monkeypatch):
    calls = []

    def tool(name, *arguments):
        calls.append((name, *arguments))
        value = dict(zip(arguments, arguments[1:]))
        if name == 'rank_unlabeled.py':
            images = (tmp_path / 'rest.txt').read_text().split('\n')
            pd.DataFrame(dict(input=images[-5:])).to_csv(value['--out'], index=False)
        if name == 'test.py':
            (tmp_path / value['--out']).write_text(
                '{"mlcr/f1_ensemble": 50, "mlcr/map_ensemble": 60}')

    monkeypatch.setattr(experiment, '_python', tool)
    run = SeedRun(tmp_path, 3, SMALL)
    scores = run.run(['random', 'entropy+diverse'])
    assert list(scores) == ['start', 'random', 'entropy+diverse']
    assert scores['start'] == dict(f1=50, map=60)

    def part(name):
        return set((tmp_path / 'data' / name).read_text().split('\n'))

    start = part('start_labeled.txt')
    assert len(start) == 6 and len(part('start_unlabeled.txt')) == 14
    for name in ('random', 'entropy_diverse'):
        labeled, unlabeled = part(f'{name}_labeled.txt'), part(f'{name}_unlabeled.txt')
        assert start < labeled and len(labeled) == 11 and not labeled & unlabeled
        assert len(labeled | unlabeled) == 20
    rank, = (call for call in calls if call[0] == 'rank_unlabeled.py')
    assert '--labeled' in rank and str(tmp_path / 'start' / 'epoch_20.pth') in rank
    config = load_config(str(tmp_path / 'random.py'))
    assert PhaseList(config.train_cfg.phases, config.train_cfg).num_epochs == 20
    labels = pd.read_csv(tmp_path / 'data' / 'labels.csv')
    assert len(labels) == 20 and labels.iloc[:, 1:].isin([0, 1]).all(axis=None)
    run.run(['random', 'entropy+diverse'])
    assert len(calls) == 7  # nothing is done twice: three trainings, three tests, one ranking
    # ... and nothing that was done with other sizes is taken.
    with pytest.raises(ValueError, match='with labeled_epochs=12, and labeled_epochs=3 is asked'):
        SeedRun(tmp_path, 3, SMALL._replace(labeled_epochs=3)).run(['random'])


def test_differences_are_taken_seed_by_seed():
    runs = {seed: dict(random=dict(f1=50. + seed, map=1.), other=dict(f1=52. + 3 * seed, map=2.))
            for seed in (0, 1)}
    table = summarize(runs)
    assert table.loc['other', 'f1'] == 53.5 and table.loc['other', 'f1_minus_random'] == 3
    assert np.isclose(table.loc['other', 'f1_minus_random_sd'], np.std([2, 4], ddof=1))
    assert table.loc['random', 'map_minus_random'] == 0 and table.loc['other', 'f1_seed1'] == 55


def test_a_tool_that_fails_ends_it_with_its_words(monkeypatch):
    with pytest.raises(RuntimeError, match='train.py failed:'):
        experiment._python('train.py', 'no_such_config.py')
