import pytest
from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.apis.config import read_config
from mlcr_mm.apis.config_checks.setting_types import check_setting_types


@pytest.mark.parametrize('key, value, expected', [
    ('train_cfg', 5, 'a dict or None, got 5'), ('randomness', 5, 'a dict, got 5'),
    ('env_cfg', None, 'a dict, got None'), ('model', None, 'Module or a dict, got None'),
    ('randomness.seed', 'abc', "a whole number or None, got 'abc'"),
    ('work_dir', 7, 'text, got 7; as an option, it is text in quotes of its own: \'"7"\''),
    ('custom_hooks.0.type', 'EMAHook', 'a list or None'),
    ('train_dataloader.dataset.labeled', None, 'BaseDataset or a dict, got None'),
    ('train_dataloader.dataset.labeled.data_root', 2024, 'text, got 2024'),
    ('train_dataloader.dataset.labeled.classes', 7, 'text or a list of texts or None, got 7'),
    ('train_dataloader.batch_sampler.ratio', 2, 'a list of whole numbers or None, got 2'),
    ('train_dataloader.dataset.pipeline.1.keep_ratio', 'no', "True or False, got 'no'"),
    ('train_dataloader.dataset.pipeline.1.size', 64.5, 'a whole number or None, got 64.5'),
    ('train_cfg.warmup_iters', 'abc', 'a whole number'),
    ('model.head.num_classes', 'abc', "a whole number, got 'abc'"),
    ('model.head.loss_recognition.loss_weight', 'abc', "a number, got 'abc'"),
    ('default_hooks.finite.max_skipped', 'abc', 'a whole number'),
    ('default_hooks.checkpoint.max_keep_ckpts', 'abc', "a whole number, got 'abc'"),
    ('optim_wrapper.optimizer.weight_decay', 'abc', "a number, got 'abc'"),
    ('val_evaluator.table', 'maybe', "True or False, got 'maybe'")])
def test_values_of_another_type_are_named(key, value, expected):
    with pytest.raises(ValueError) as error:
        load_config('mlcr_custom.py', {key: value})
    place = key.partition('.0.')[0]
    assert str(error.value).startswith(f'{place} of mlcr_custom.py must be {expected}')


@pytest.mark.parametrize('key, value', [
    ('randomness.seed', None), ('val_cfg.fp16', True), ('work_dir', None), ('resume', None),
    ('log_level', 10), ('train_dataloader.dataset.labeled.data_root', None),
    ('train_dataloader.dataset.labeled.data_prefix', dict(img_path='a')),
    ('default_hooks.calibration.method', None),
    ('model.backbone.out_indices', 3), ('train_dataloader.dataset.pipeline.1.size', 96.)])
def test_what_can_be_meant_is_taken(key, value):
    config = node = read_config('mlcr_custom.py')
    *words, last = key.split('.')
    for word in words:
        node = node[int(word) if word.isdigit() else word]
    node[last] = value
    check_setting_types(config, 'a.py')


@pytest.mark.parametrize('settings', [
    dict(model=dict(type='ImageClassifier', init_cfg=[dict(type='Constant', layer='Conv2d')])),
    dict(optim_wrapper=dict(type='AmpOptimWrapper', loss_scale=512.)),
    dict(model=dict(type='NobodyKnows', number='abc')), dict(my_own='abc')])
def test_annotations_of_others_are_narrower_than_what_they_take(settings):
    check_setting_types(Config(settings), 'a.py')


def test_whole_numbers_become_such():
    config = read_config('mlcr_custom.py')
    config.merge_from_dict({'model.head.in_channels': 5.12e2, 'default_hooks.logger.interval': 1e1,
                            'train_dataloader.dataset.labeled.max_broken_share': 1.})
    check_setting_types(config, 'a.py')
    for value, expected in ((config.model.head.in_channels, 512),
                            (config.default_hooks.logger.interval, 10)):
        assert value == expected and isinstance(value, int)
    assert isinstance(config.train_dataloader.dataset.labeled.max_broken_share, float)


@pytest.mark.parametrize('key', ['model.backbone.norm_eval', 'data_preprocessor.to_rgb',
                                 'default_hooks.checkpoint.save_last'])
def test_a_word_is_no_switch(key):
    with pytest.raises(ValueError, match=f"{key} of .* must be True or False.*, got 'no'"):
        load_config('mlcr_demo.py' if 'rgb' not in key else 'mlcr_emotionet_r18_96px.py',
                    {key: 'no'})
