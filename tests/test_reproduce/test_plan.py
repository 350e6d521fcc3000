import pytest
from run_configs import finish_training, write_run_configs

from mlcr_mm.reproduce.paper_tables import TABLES, Row, Section, Table
from mlcr_mm.reproduce.plan import Choices, make_plan, view_seeds

ROWS = (Row('Baseline', 'base'), Row('MLCT', 'mlct', views='base'), Row('MLCR', 'mlcr'),
        Row('MLCR again', 'mlcr'))
TABLE = Table((Section('T', 'emotionet', ROWS, 'MLCR'), ))


@pytest.fixture
def choices(tmp_path):
    configs = write_run_configs(tmp_path / 'configs', 'base', 'mlct', 'mlcr')
    # Toy configs differ by name only; make them differ in content.
    for stem in ('base', 'mlct', 'mlcr'):
        with open(configs / f'{stem}.py', 'a') as file:
            file.write(f"model['stem'] = {stem!r}\n")
    return Choices(configs, tmp_path / 'runs')


def names(plan):
    return [training.folder.name.rsplit('-', 1)[0] for training, _ in plan.jobs]


def test_each_training_once_first_seed_first(choices):
    plan = make_plan(TABLE, choices)
    assert names(plan) == [f'{stem}-seed{seed}' for seed in range(3)
                           for stem in ('base', 'mlct', 'mlcr')]
    assert all(len(tests) == 1 for _, tests in plan.jobs)
    assert list(plan.cells) == [(0, number) for number in range(4)]
    assert plan.cells[0, 2] == plan.cells[0, 3]
    assert list(plan.cells[0, 0]) == ['seed0', 'seed1', 'seed2']


def test_mlct_takes_two_baselines(choices):
    plan = make_plan(TABLE, choices._replace(seeds=[0, 1, 2]))
    trainings = {training.repeat: training for training, _ in plan.jobs
                 if training.config.stem == 'base'}
    for evaluation in plan.cells[0, 1].values():
        seed = int(evaluation.training.repeat[-1])
        assert evaluation.training.views == tuple(
            trainings[f'seed{other}'] for other in view_seeds(seed))


def test_network_of_another_seed_is_trained_but_not_tested(choices):
    plan = make_plan(TABLE, choices._replace(seeds=[0], only=['MLCT']))
    assert sorted(names(plan)) == ['base-seed0', 'base-seed1', 'mlct-seed0']
    assert [len(tests) for training, tests in plan.jobs if training.config.stem == 'base'] == [0, 0]


def test_partners_are_seeds_that_were_asked_for(choices):
    plan = make_plan(TABLE, choices)
    assert plan.partners == dict(seed0='seed1', seed1='seed2', seed2='seed0')
    two = make_plan(TABLE, choices._replace(seeds=[0, 1], only=['MLCR']))
    assert two.partners == dict(seed0='seed1') and len(two.jobs) == 2
    folds = make_plan(TABLE._replace(parts='fold'), choices._replace(parts=[1, 3], seeds=[0, 1]))
    assert folds.partners == {f'fold{fold}-seed0': f'fold{fold}-seed1' for fold in (1, 3)}


def test_a_config_is_found_in_any_folder(choices):
    folder = choices.configs / 'some_table'
    folder.mkdir()
    (choices.configs / 'base.py').rename(folder / 'base.py')
    plan = make_plan(TABLE, choices)
    assert not plan.missing
    assert plan.cells[0, 0]['seed0'].training.config == folder / 'base.py'


def test_view_seeds_stay_among_three():
    assert [view_seeds(seed) for seed in range(5)] == [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5)]


def test_folds(choices):
    plan = make_plan(TABLE._replace(parts='fold', part_values=(1, 2, 3)),
                     choices._replace(only=['MLCR']))
    assert names(plan) == [f'mlcr-fold{fold}-seed0' for fold in (1, 2, 3)]
    folds = [training.settings.train_dataloader.dataset.fold for training, _ in plan.jobs]
    assert folds == [1, 2, 3]
    plan = make_plan(TABLE._replace(parts='fold', part_values=(1, 2, 3)),
                     choices._replace(only=['MLCR'], parts=[2], seeds=[4]))
    assert names(plan) == ['mlcr-fold2-seed4']


def test_sections_share_the_trainings(choices, tmp_path):
    write_run_configs(tmp_path / 'configs', 'cross_mlcr_b', 'cross_mlcr_c')
    table = Table(tuple(Section(test, 'cross_bp4d', ROWS[2:], 'MLCR', test=test)
                        for test in ('cross_mlcr_b', 'cross_mlcr_c')))
    plan = make_plan(table, choices._replace(seeds=[0], test_roots={'cross_mlcr_b': '/b'}))
    [(_, tests)] = plan.jobs
    assert [test.name for test in tests] == ['cross_mlcr_b', 'cross_mlcr_c']
    assert plan.cells[0, 0]['seed0'].training is plan.cells[1, 0]['seed0'].training


def test_tables_share_the_trainings(tmp_path):
    """Ablation and cross-database take MLCR's runs from Table 1."""
    configs = write_run_configs(
        tmp_path / 'configs', *{row.config for table in TABLES.values()
                                for section in table.sections for row in section.rows},
        'cross_emotionet_bp4d', 'cross_emotionet_unbc')
    choices = Choices(configs, tmp_path / 'runs', seeds=[0])
    folders = []
    for name, row in (('emotionet', 'MLCR'), ('ablation', 'MLCR'), ('cross-database', 'with GCN')):
        [(training, _)] = make_plan(TABLES[name], choices._replace(only=[row])).jobs
        folders.append(training.folder)
    assert folders == [folders[0]] * 3


def test_two_names_of_one_config_are_one_training(choices):
    (choices.configs / 'other.py').write_text((choices.configs / 'mlcr.py').read_text())
    rows = Section('T', 'emotionet', (*ROWS, Row('Other', 'other')), 'MLCR')
    plan = make_plan(Table((rows, )), choices._replace(seeds=[0], only=['MLCR', 'Other']))
    [(training, tests)] = plan.jobs
    finish_training(training)
    tests[0].folder.mkdir()
    tests[0].scores.write_text('')
    alone = make_plan(Table((rows, )), choices._replace(seeds=[0], only=['Other']))
    assert alone.cells[0, 4]['seed0'].is_done and alone.cells[0, 4]['seed0'].scores.is_file()
    assert plan.cells[0, 2] == plan.cells[0, 4]


def test_missing_config_leaves_the_row_out(choices):
    (choices.configs / 'mlct.py').unlink()
    plan = make_plan(TABLE, choices)
    assert plan.missing == ['mlct.py'] and (0, 1) not in plan.cells
    with pytest.raises(ValueError, match='has no mlct.py'):
        make_plan(TABLE, choices._replace(only=['MLCT']))


def test_size_is_the_end_of_the_name(choices):
    (choices.configs / 'mlcr.py').rename(choices.configs / 'mlcr_small.py')
    plan = make_plan(TABLE, choices._replace(suffix='_small'))
    assert plan.missing == ['base_small.py', 'mlct_small.py'] and len(plan.jobs) == 3


def test_a_size_that_no_row_has_is_refused(choices):
    (choices.configs / 'mlcr.py').rename(choices.configs / 'mlcr_small.py')
    with pytest.raises(ValueError, match='has no base_big.py or other .*--size: paper, small$'):
        make_plan(TABLE, choices._replace(suffix='_big'))


def test_the_config_of_a_test_is_missed(choices):
    table = Table((Section('T', 'cross_bp4d', ROWS, 'MLCR', test='cross_mlcr'), ))
    with pytest.raises(ValueError, match=f'{choices.configs} has no cross_mlcr.py, .* leave '):
        make_plan(table, choices)


def test_the_seed_is_no_option(choices):
    with pytest.raises(ValueError, match='write --seeds 7'):
        make_plan(TABLE, choices._replace(options=['randomness.seed=7']))


def test_unknown_row_is_named(choices):
    with pytest.raises(ValueError, match="'MLRC'.*Baseline"):
        make_plan(TABLE, choices._replace(only=['MLRC']))


def test_unknown_test_is_named(choices):
    with pytest.raises(ValueError, match='--test-root foo=...: no test of this table is called'):
        make_plan(TABLES['demo'], choices._replace(test_roots={'foo': '/x'}))
    with pytest.raises(ValueError, match=r"bp4d=.*the tests are \['cross_emotionet_bp4d', "):
        make_plan(TABLES['cross-database'], choices._replace(test_roots={'bp4d': '/x'}))
