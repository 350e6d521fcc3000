"""Every leaf goes through all of its phases, a validation and a test, on made data."""
from argparse import Namespace

import pytest
from made_databases import write_databases
from toy import ROOT

from mlcr_mm.apis import config_from_arguments, use_fast_dev_run
from mlcr_mm.registry import RUNNERS
from mlcr_mm.shipped import leaf_configs

LEAF = leaf_configs(ROOT / 'configs')
LEAVES = list(LEAF.values())
MLCT = [path for path in LEAVES if path.stem.startswith('mlct')]


@pytest.fixture(scope='module')
def databases(tmp_path_factory):
    return write_databases(tmp_path_factory.mktemp('databases'))


@pytest.fixture
def run(databases, tmp_path, monkeypatch):
    for name, folder in databases.items():
        monkeypatch.setenv(name, folder)

    def make(path, work_dir='work', **options):
        options.update({'train_dataloader.num_workers': 0, 'val_dataloader.num_workers': 0,
                        'test_dataloader.num_workers': 0})
        config = config_from_arguments(Namespace(
            config=str(path), cfg_options=options, work_dir=str(tmp_path / work_dir),
            launcher='none', local_rank=0, no_pin_memory=False))
        use_fast_dev_run(config)
        # A quarter of the channels: what is tested is that all of it runs.
        config.model.backbone.update(base_channels=16, stem_channels=16, depth=18)
        config.model.head.in_channels = 128
        config.experiment_name = f'{path.stem}_{work_dir}'
        runner = RUNNERS.build(config)
        runner.train()
        return runner

    return make


@pytest.mark.parametrize('path', [path for path in LEAVES if path not in MLCT],
                         ids=lambda path: path.stem)
def test_leaf_runs(path, run):
    runner = run(path)
    phases = runner.cfg.train_cfg.phases
    assert runner.epoch == len(phases) == runner.max_epochs
    assert runner.message_hub.get_info('phase') == phases[-1]
    assert 0 <= runner.message_hub.get_scalar('val/mlcr/f1').current() <= 100
    assert 'mlcr/f1' in runner.test()


@pytest.mark.parametrize('path', MLCT, ids=lambda path: path.stem)
def test_mlct_runs_on_two_baselines(path, run, tmp_path):
    baseline = LEAF[path.stem.replace('mlct', 'supervised')]
    networks = [run(baseline, f'seed{seed}', **{'randomness.seed': seed}).work_dir
                for seed in (1, 2)]
    runner = run(path, **{'train_cfg.view_checkpoints': networks, 'train_cfg.rounds': 2})
    assert runner.epoch == 1 and 'mlcr/f1_ensemble' in runner.test()
