import pytest

from mlcr_mm.apis import load_config


@pytest.mark.parametrize('option, advice', [
    ('dataroot', 'did you mean data_root'),
    ('modle.head.num_classes', 'did you mean model'),
    ('classes', r'train_dataloader\.dataset\.classes'),
])
def test_option_that_nothing_reads_is_refused_with_a_remedy(option, advice):
    with pytest.raises(KeyError, match=f'nothing reads the option {option}.*{advice}'):
        load_config('mlcr_emotionet.py', {option: '/x'})


@pytest.mark.parametrize('option', [
    'train_dataloader.pin_memory', 'default_hooks.checkpoint.save_best', 'randomness.seed',
    'optim_wrapper.accumulative_counts', 'env_cfg.cudnn_benchmark', 'load_from', 'tta_pipeline',
    'find_unused_parameters', 'experiment_name', 'auto_scale_lr.enable', 'model.backbone.style'])
def test_option_that_something_reads_is_taken(option):
    assert load_config('mlcr_demo.py', {option: 1})._cfg_dict is not None
