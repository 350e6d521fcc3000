import pytest
from mmengine.config import Config

from mlcr_mm.apis import use_fast_dev_run


def make_config(**train_cfg):
    faces = dict(type='DemoFaces', pipeline=[dict(type='PackInputs')])
    loader = dict(batch_size=96, num_workers=4, persistent_workers=True)
    return Config(dict(
        work_dir='work_dirs/name', default_hooks=dict(logger=dict(interval=20)),
        train_cfg=train_cfg,
        train_dataloader=dict(loader, dataset=dict(
            type='SemiSupervisedDataset', labeled=dict(faces), unlabeled=dict(faces))),
        val_dataloader=dict(loader, batch_size=4, num_workers=0, dataset=dict(faces)),
        test_dataloader=dict(loader, dataset=dict(
            type='ConcatDataset', datasets=[dict(faces), dict(type='ImageNet')]))))


PHASES = dict(
    type='PhaseTrainLoop', val_interval=24, val_begin=9, phases=['a', 'b'],
    a=dict(epochs=48), left_out=dict(epochs=5),
    b=dict(epochs=24, ramp=dict(loss_co_regularization=10, loss_multi_view=.5),
           targets=dict(type='MeanOfViews', every=4)))


def test_every_phase_lasts_an_epoch_and_one_validation_ends_them():
    config = make_config(**PHASES)
    use_fast_dev_run(config)
    train_cfg = config.train_cfg
    assert train_cfg.a == dict(epochs=1)
    assert train_cfg.b == dict(epochs=1, ramp=dict(loss_co_regularization=1, loss_multi_view=.5),
                               targets=dict(type='MeanOfViews', every=1))
    assert train_cfg.val_interval == 2 and 'val_begin' not in train_cfg
    assert train_cfg.left_out == dict(epochs=5) and train_cfg.phases == ['a', 'b']


def test_other_loops_have_one_epoch():
    config = make_config(max_epochs=80, val_interval=5, val_begin=20)
    use_fast_dev_run(config)
    assert config.train_cfg == dict(max_epochs=1, val_interval=5)
    config = make_config(type='MLCTTrainLoop', rounds=10)
    use_fast_dev_run(config)
    assert config.train_cfg == dict(type='MLCTTrainLoop', rounds=10)


def test_batches_are_small_and_few():
    config = make_config(**PHASES)
    use_fast_dev_run(config)
    train, val, test = config.train_dataloader, config.val_dataloader, config.test_dataloader
    assert [loader.batch_size for loader in (train, val, test)] == [6, 4, 6]
    assert [loader.num_workers for loader in (train, val, test)] == [1, 0, 1]
    assert 'persistent_workers' in train and 'persistent_workers' not in val
    assert train.dataset.labeled.max_images == 12 and train.dataset.unlabeled.max_images == 24
    assert 'max_images' not in train.dataset
    assert val.dataset.max_images == test.dataset.datasets[0].max_images == 24
    assert 'max_images' not in test.dataset.datasets[1]  # has no such argument
    assert config.default_hooks.logger.interval == 1


@pytest.mark.parametrize('folder', ['work_dirs/name', 'work_dirs/name/'])
def test_nothing_of_a_real_run_is_overwritten(folder):
    config = make_config(**PHASES)
    config.work_dir = folder
    use_fast_dev_run(config)
    assert config.work_dir == 'work_dirs/name_fast_dev_run'


def test_a_config_without_validation():
    config = make_config(**PHASES)
    config.val_dataloader = None
    use_fast_dev_run(config)
    assert config.val_dataloader is None and config.train_dataloader.batch_size == 6


def test_what_a_real_run_refuses_is_refused():
    for wrong in (dict(epochs=0), dict(epochs=2, ramp=dict(loss_co_regularization=3))):
        config = make_config(phases=['views'], views=wrong)
        with pytest.raises(ValueError, match='train_cfg.views'):
            use_fast_dev_run(config)


def test_a_number_of_batches_is_cut_too():
    config = make_config(**PHASES)
    config.train_dataloader.batch_sampler = dict(
        type='MixedBatchSampler', ratio=(1, 1), num_batches=38)
    use_fast_dev_run(config)
    assert config.train_dataloader.batch_sampler.num_batches == 4


def test_a_ratio_finds_room_in_the_small_batch():
    config = make_config(max_epochs=8)
    config.train_dataloader.batch_size = 96
    config.train_dataloader.batch_sampler = dict(type='MixedBatchSampler', ratio=(1, 12))
    config.custom_hooks = [dict(type='EMAHook', begin_epoch=5)]
    use_fast_dev_run(config)
    assert config.train_dataloader.batch_size == 13 and config.custom_hooks[0].begin_epoch == 0


@pytest.mark.parametrize('begin, short', [(48, 1), (60, 1), (71, 1)])
def test_an_average_begins_in_the_phase_of_the_real_run(begin, short):
    config = make_config(**{**PHASES, 'b': dict(PHASES['b'], new_views=True)})
    config.custom_hooks = [dict(type='EMAHook', begin_epoch=begin)]
    use_fast_dev_run(config)
    assert config.custom_hooks[0].begin_epoch == short


@pytest.mark.parametrize('hook', [dict(type='EMAHook'), dict(type='EMAHook', begin_epoch=47)])
def test_an_average_that_the_real_run_refuses(hook):
    config = make_config(**{**PHASES, 'b': dict(PHASES['b'], new_views=True)})
    config.custom_hooks = [hook]
    with pytest.raises(ValueError, match='begin_epoch to 48 or later'):
        use_fast_dev_run(config)
