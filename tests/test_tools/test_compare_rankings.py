from subprocess import CompletedProcess

import pandas as pd


def test_every_seed_and_choice_is_in_the_table(run, tmp_path, monkeypatch, capsys):
    asked = []

    def result(self, strategies):
        asked.append((self.seed, self.experiment.pool, list(strategies)))
        return {name: dict(f1=50. + self.seed, map=60.) for name in ('start', *strategies)}

    monkeypatch.setattr('mlcr_mm.ranking.experiment.SeedRun.run', result)
    out = tmp_path / 'a.csv'
    assert run(out, '--by', 'entropy', '--seeds', '1', '4', '--pool', '70', '--work-dir',
               tmp_path) == 0
    assert asked == [(seed, 70, ['random', 'entropy']) for seed in (1, 4)]
    table = pd.read_csv(out, index_col='choice')
    assert list(table.index) == ['start', 'random', 'entropy'] and table.f1_seed4['entropy'] == 54


def test_a_training_that_fails_is_named(run, tmp_path, monkeypatch, capsys):

    def fail(command, **_):
        return CompletedProcess(command, 1, 'started\nthe disk is full\n')

    monkeypatch.setattr('mlcr_mm.ranking.experiment.subprocess.run', fail)
    assert run(tmp_path / 'a.csv', '--work-dir', tmp_path) == 1
    assert 'error: train.py failed: the disk is full' in capsys.readouterr().err
