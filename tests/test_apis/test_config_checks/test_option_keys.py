import pytest
from mmengine.config import Config
from toy import ROOT

from mlcr_mm.apis import load_config
from mlcr_mm.apis.config_checks.option_keys import check_nested_keys
from mlcr_mm.apis.config_nodes import READ

LEAVES = sorted((ROOT / 'configs').glob('*.py'))


@pytest.mark.parametrize('option, advice', [
    ('dataroot', 'did you mean data_root'),
    ('modle.head.num_classes', 'did you mean model'),
    ('classes', r'train_dataloader\.dataset\.labeled\.classes'),
    ('lr', r'optim_wrapper\.optimizer\.lr'),
])
def test_option_that_nothing_reads_is_refused_with_a_remedy(option, advice):
    with pytest.raises(KeyError, match=f'nothing reads the option {option}.*{advice}'):
        load_config('mlcr_emotionet.py', {option: '/x'})


@pytest.mark.parametrize('option, words', [
    ('dataroot', 'No dataset of this config reads that'),
    ('data_root', 'no dataset of it reads its images from a folder')])
def test_no_advice_that_does_not_help_on_the_demo(option, words):
    with pytest.raises(KeyError, match=words):
        load_config('mlcr_demo.py', {option: '/x'})


@pytest.mark.parametrize('option, place', [
    ('train_pipeline.0.type', r'train_dataloader\.dataset\.pipeline'),
    ('vis_backends.0.type', r'visualizer\.vis_backends'),
    ('positive_fraction', r'model\.head\.loss_recognition\.positive_fraction')])
def test_a_variable_that_the_file_has_used_is_refused_with_the_place(option, place):
    with pytest.raises(KeyError, match=f'{option} has no effect.*{place}'):
        load_config('mlcr_emotionet.py', {option: 1})


@pytest.mark.parametrize('option, near', [
    ('train_dataloader.batchsize', 'train_dataloader.batch_size'),
    ('val_dataloader.num_worker', 'val_dataloader.num_workers'),
    ('train_dataloader.batch_sampler.ratios', 'batch_sampler.ratio'),
    ('train_dataloader.dataset.labeled.image_lists', 'labeled.image_list'),
    ('train_dataloader.dataset.pipeline.1.scales', 'pipeline.1.'),
    ('model.head.num_class', 'model.head.num_classes'),
    ('model.backbone.dept', 'model.backbone.depth'),
    ('model.head.loss_recognition.positive_fractions', 'loss_recognition.positive_fraction'),
    ('model.data_preprocessor.mena', 'mean'),
    ('optim_wrapper.optimiser.lr', 'optim_wrapper.optimizer'),
    ('optim_wrapper.optimizer.weightdecay', 'optimizer.weight_decay'),
    ('default_hooks.chekpoint.interval', 'default_hooks.checkpoint'),
    ('default_hooks.checkpoint.max_keep_ckpt', 'checkpoint.max_keep_ckpts'),
    ('default_hooks.logger.intervall', 'logger.interval'),
    ('env_cfg.cudnn_benchmarks', 'env_cfg.cudnn_benchmark'),
    ('env_cfg.mp_cfg.opencv_threads', 'mp_cfg.opencv_num_threads'),
    ('randomness.seeds', 'randomness.seed'),
    ('auto_scale_lr.enabled', 'auto_scale_lr.enable'),
    ('test_evaluator.prefixx', 'test_evaluator.prefix'),
    ('val_cfg.fp_16', 'val_cfg.fp16'),
    ('visualizer.vis_backend', 'visualizer.vis_backends')])
def test_a_nested_key_that_nothing_reads_is_refused_with_the_nearest(option, near):
    with pytest.raises(KeyError, match=f'nothing reads the option {option}.*{near}'):
        load_config('mlcr_emotionet.py', {option: 1})


_VALUES = {'custom_hooks': [], 'default_hooks.timer': None, 'load_from': 'a.pth',
           'experiment_name': 'a', 'train_dataloader.drop_last': False,
           'optim_wrapper.optimizer.betas': (0.8, 0.9)}


@pytest.mark.parametrize('option', [
    'train_dataloader.pin_memory', 'train_dataloader.num_workers', 'train_dataloader.drop_last',
    'train_dataloader.prefetch_factor', 'train_dataloader.multiprocessing_context',
    'train_dataloader.num_batch_per_epoch', 'train_dataloader.dataset.labeled.max_images',
    'train_dataloader.dataset.labeled.difficulty',
    'val_dataloader.dataset.metainfo.classes', 'val_dataloader.sampler.shuffle',
    'default_hooks.checkpoint.save_best', 'default_hooks.checkpoint.max_keep_ckpts',
    'default_hooks.checkpoint.priority', 'default_hooks.checkpoint.out_dir',
    'default_hooks.timer', 'default_hooks.visualization.draw_gt', 'custom_hooks',
    'randomness.seed', 'randomness.diff_rank_seed', 'optim_wrapper.accumulative_counts',
    'optim_wrapper.clip_grad.max_norm', 'optim_wrapper.paramwise_cfg.custom_keys',
    'optim_wrapper.constructor', 'optim_wrapper.loss_scale',
    'optim_wrapper.type', 'optim_wrapper.allow_emulation',
    'optim_wrapper.optimizer.betas', 'env_cfg.cudnn_benchmark', 'env_cfg.dist_cfg.timeout',
    'env_cfg.mp_cfg.mp_start_method', 'env_cfg.resource_limit', 'load_from', 'tta_pipeline',
    'find_unused_parameters', 'experiment_name', 'auto_scale_lr.enable', 'model.backbone.style',
    'model.backbone.init_cfg.checkpoint', 'model.backbone.norm_cfg.requires_grad',
    'model.backbone.frozen_stages', 'model.head.adjacency',
    'model.data_preprocessor.to_rgb', 'model.data_preprocessor.type',
    'visualizer.vis_backends', 'visualizer.save_dir', 'visualizer.name',
    'log_processor.window_size',
    'train_cfg.graph.epochs', 'train_cfg.val_begin', 'val_cfg.fp16',
    'test_evaluator.table', 'model_wrapper_cfg.find_unused_parameters',
    'model_wrapper_cfg.static_graph', 'param_scheduler'])
def test_option_that_something_reads_is_taken(option):
    value = _VALUES.get(option, 1)
    config = load_config('mlcr_demo.py', {option: value})
    node = config._cfg_dict
    for word in option.split('.'):
        node = node[word]
    assert node == value


def test_a_new_hook_with_its_type_is_taken():
    options = {'default_hooks.stop.type': 'EarlyStoppingHook', 'default_hooks.stop.monitor': 'a',
               'default_hooks.stop.patience': 3}
    assert load_config('mlcr_demo.py', options).default_hooks.stop.patience == 3


def test_what_another_class_takes_is_taken_with_its_type():
    options = {'optim_wrapper.optimizer.type': 'SGD', 'optim_wrapper.optimizer.momentum': .9}
    assert load_config('mlcr_emotionet.py', options).optim_wrapper.optimizer.momentum == .9
    with pytest.raises(KeyError, match='momentum'):
        load_config('mlcr_demo.py', {'optim_wrapper.optimizer.momentum': .9})


def leaves(node, path=()):
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for name, value in items:
        here = (*path, str(name))
        if isinstance(value, (dict, list, tuple)) and value:
            yield from leaves(value, here)
        else:
            yield '.'.join(here)


@pytest.mark.parametrize('path', LEAVES, ids=lambda path: path.stem)
def test_nothing_in_a_shipped_config_would_be_refused_if_it_were_new(path):
    config = Config.fromfile(path)._cfg_dict
    options = {key: None for key in leaves(config) if key.split('.')[0] in READ}
    assert len(options) > 60
    check_nested_keys({}, config, options)


DEMO = "_base_ = __import__('mlcr_mm').config_path('mlcr_demo.py')\n"


@pytest.mark.parametrize('text, words', [
    ('val_dataloder = dict(batch_size=1)',
     'nothing reads val_dataloder of .*did you mean val_dataloader'),
    ('default_hook = dict(logger=dict(interval=1))', 'did you mean default_hooks'),
    ("custom_hook = [dict(type='EMAHook')]", 'did you mean custom_hooks'),
    ("dataroot = '/x'", 'did you mean data_root'),
    ('train_dataloader = dict(batchsize=3)',
     r'train_dataloader.batchsize of .*did you mean train_dataloader\.batch_size'),
    ("train_dataloader = dict(dataset=dict(labeled=dict(imagelist='x')))",
     r'train_dataloader.dataset.labeled \(DemoFaces\) has no imagelist'),
    ('default_hooks = dict(mine=dict(interval=3))', 'needs default_hooks.mine.type'),
])
def test_what_a_file_sets_and_nothing_reads_is_refused(tmp_path, text, words):
    path = tmp_path / 'mine.py'
    path.write_text(DEMO + text)
    with pytest.raises(KeyError, match=words):
        load_config(str(path))


def test_variables_of_a_file_are_its_own(tmp_path):
    path = tmp_path / 'mine.py'
    path.write_text(DEMO + "test_pipeline = []\nweak = dict(a=1)\nmy_data_root = '/x'\nlabels = 3")
    assert load_config(str(path)).weak.a == 1


@pytest.mark.parametrize('option, place', [
    ('seed', 'e.g. randomness.seed'), ('batch_size', 'e.g. train_dataloader.batch_size'),
    ('max_epochs', r'e.g. train_cfg.labeled.epochs'), ('lr', r'e.g. optim_wrapper.optimizer.lr')])
def test_a_setting_without_its_place_is_answered_by_the_place(option, place):
    with pytest.raises(KeyError, match=place):
        load_config('mlcr_demo.py', {option: 1})
