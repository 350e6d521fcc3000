from torch.utils.data import DataLoader

from mlcr_mm.apis.config_checks.plain_settings import readers_of, settings_at
from mlcr_mm.evaluation import AUF1Metric


def test_dicts_that_the_runner_reads():
    assert {'batch_size', 'persistent_workers', 'dataset', 'drop_last', 'num_batch_per_epoch'} <= (
        settings_at(['train_dataloader'], {}))
    assert settings_at(['randomness'], {}) == {'seed', 'diff_rank_seed', 'deterministic'}
    assert {'by_epoch', 'max_epochs', 'max_iters'} <= settings_at(['train_cfg'], {})


def test_a_type_says_more_than_the_place():
    assert 'accumulative_counts' in settings_at(['optim_wrapper'], dict(type='AmpOptimWrapper'))
    assert 'loss_scale' in settings_at(['optim_wrapper'], dict(type='AmpOptimWrapper'))
    assert settings_at(['test_evaluator'], dict(type='AUF1Metric')) >= {'prefix', 'table'}


def test_none_where_somebody_else_takes_keys_out():
    assert settings_at(['a', 'norm_cfg'], dict(type='SyncBN')) is None
    assert settings_at(['a', 'pipeline', '1', 'policies', '0'], dict(type='Shear')) is None
    assert settings_at(['metainfo'], {}) is None


def test_the_classes_that_read_a_dict():
    assert readers_of(['train_dataloader'], {}) == [DataLoader]
    assert readers_of(['test_evaluator'], dict(type='AUF1Metric')) == [AUF1Metric]
    assert readers_of(['auto_scale_lr'], {}) == readers_of(['metainfo'], {}) == []
    assert readers_of(['a', 'pipeline', '1', 'policies', '0'], dict(type='Shear')) == []
    assert readers_of(['model'], dict(type='NotThere')) == []
    assert readers_of(['test_evaluator'], dict(type=AUF1Metric)) == [AUF1Metric]
    assert readers_of(['test_evaluator'], dict(type=None)) == []
