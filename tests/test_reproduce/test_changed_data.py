import json

import pytest
from run_configs import write_run_configs

from mlcr_mm.reproduce import Choices, make_plan, refuse_changed
from mlcr_mm.reproduce.paper_tables import Row, Section, Table

ROWS = (Row('MLCT', 'mlct', views='base'), Row('Baseline', 'base'), Row('MLCR', 'mlcr'))
TABLE = Table((Section('T', 'emotionet', ROWS, 'Baseline'), ))


@pytest.fixture
def make(tmp_path):
    """A plan in which the Baseline reads one list, and MLCT and MLCR another one."""
    configs = write_run_configs(tmp_path / 'configs', 'base', 'mlct', 'mlcr')
    for stem in ('base', 'mlct', 'mlcr'):
        (tmp_path / f'{stem}.txt').write_text('a.jpg')
        with open(configs / f'{stem}.py', 'a') as file:
            file.write(f"train_dataloader['dataset'] = dict(part, data_root={str(tmp_path)!r}, "
                       f"image_list='{'base' if stem == 'base' else 'mlcr'}.txt')\n"
                       f"test_dataloader['dataset'] = dict(part, data_root={str(tmp_path)!r}, "
                       f"image_list='test.txt')\nmodel['stem'] = {stem!r}\n")
    (tmp_path / 'test.txt').write_text('b.jpg')
    return lambda: make_plan(TABLE, Choices(configs, tmp_path / 'runs', seeds=[0]))


def finish(plan):
    for training, tests in plan.jobs:
        for test in tests:
            test.prepare()
            test.scores.write_text('')
        training.folder.mkdir(exist_ok=True)
        training.record.write_text(json.dumps(dict(data=training.data_hashes())))
        training.checkpoint.write_text('')


def names(plan):
    return [f'{training.config.stem}-{training.repeat}' for training, _ in plan.jobs]


def test_nothing_is_refused_where_nothing_changed(make):
    plan = make()
    assert refuse_changed(plan) == (plan, [])
    finish(plan)
    assert refuse_changed(plan) == (plan, [])


def test_a_changed_list_refuses_those_that_read_it(make, tmp_path):
    finish(make())
    (tmp_path / 'mlcr.txt').write_text('c.jpg')
    plan, errors = refuse_changed(make())
    assert names(plan) == ['base-seed0', 'base-seed1']
    assert [list(plan.cells[0, number]) for number in range(3)] == [[], ['seed0'], []]
    assert len(errors) == 2 and f"changed since it ran: {tmp_path / 'mlcr.txt'};" in errors[0]
    assert f"or delete {tmp_path / 'runs'}/mlct-seed0-" in ''.join(errors)


def test_what_needs_a_refused_training_is_refused(make, tmp_path):
    finish(make())
    (tmp_path / 'base.txt').write_text('c.jpg')
    plan, errors = refuse_changed(make())
    assert names(plan) == ['mlcr-seed0']
    assert any(error.startswith('mlct-seed0-') and ': it needs base-seed0-' in error
               for error in errors)


def test_a_changed_test_leaves_its_training(make, tmp_path):
    finish(make())
    (tmp_path / 'test.txt').write_text('c.jpg')
    plan, errors = refuse_changed(make())
    assert len(plan.jobs) == 4 and not any(tests for _, tests in plan.jobs)
    assert not any(plan.cells.values()) and len(errors) == 3
    assert '/test-' in errors[0] and str(tmp_path / 'test.txt') in errors[0]


def test_a_half_finished_training_is_not_continued_with_other_data(make, tmp_path):
    [training] = [job[0] for job in make().jobs if job[0].config.stem == 'mlcr']
    training.folder.mkdir(parents=True)
    session = dict(log='train_1.log', start=1., device='d', threads=1, jobs=1,
                   data=training.data_hashes())
    (training.folder / 'sessions.jsonl').write_text(json.dumps(session))
    (tmp_path / 'mlcr.txt').write_text('c.jpg')
    assert not refuse_changed(make())[1]  # it would begin from the start
    (training.folder / 'epoch_1.pth').write_text('')
    (training.folder / 'last_checkpoint').write_text('epoch_1.pth')
    assert training.folder.name in refuse_changed(make())[1][0]


def test_runs_without_a_record_are_kept(make, tmp_path):
    plan = make()
    finish(plan)
    for training, tests in plan.jobs:
        training.record.write_text('{}')
        for test in tests:
            (test.folder / 'data.json').unlink()
    for name in ('mlcr', 'base', 'test'):
        (tmp_path / f'{name}.txt').write_text('c.jpg')
    assert refuse_changed(plan) == (plan, [])
