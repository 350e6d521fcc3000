from pathlib import Path

import numpy as np
import pytest
import torch
from mmengine.runner import Runner
from mmpretrain.structures import DataSample
from toy import ROOT

from mlcr_mm.apis import load_config
from mlcr_mm.engine import MeanTeacherHook
from mlcr_mm.models import DualViewClassifier, GCNHead
from mlcr_mm.registry import DATA_SAMPLERS, METRICS, TRANSFORMS

LEAVES = sorted((ROOT / 'configs').glob('*.py'))


def build_runner(config, tmp_path):
    config.work_dir = str(tmp_path)
    return Runner.from_cfg(config)


def train_step(runner, num_classes, size=64):
    """One optimizer step on two random images."""
    samples = [DataSample().set_gt_score((torch.rand(num_classes) < .5).float())
               for _ in range(2)]
    runner.optim_wrapper = runner.build_optim_wrapper(runner.optim_wrapper)
    for hook in runner.hooks:
        if isinstance(hook, MeanTeacherHook):
            hook.before_train(runner)
    images = torch.randint(0, 256, (2, 3, size, size), dtype=torch.uint8)
    return runner.model.train_step(dict(inputs=images, data_samples=samples), runner.optim_wrapper)


@pytest.mark.parametrize('path', LEAVES, ids=lambda path: path.stem)
def test_leaf_builds(path, tmp_path):
    config = load_config(str(path))
    assert 'mlcr_mm' in config.custom_imports.imports
    runner = build_runner(config, tmp_path)  # model, hooks, visualizer
    assert torch.isfinite(train_step(runner, config.model.head.num_classes)['loss'])

    METRICS.build(config.test_evaluator)
    loader = config.train_dataloader
    for dataset in loader.dataset.get('datasets', [loader.dataset]):
        for transform in dataset.pipeline:
            TRANSFORMS.build(transform)
    if loader.get('batch_sampler'):
        assert DATA_SAMPLERS.get(loader.batch_sampler.type) is not None
    head = runner.model.head
    stage_hooks = [hook for hook in config.get('custom_hooks', []) if hook.type == 'GCNStageHook']
    assert not stage_hooks or isinstance(head, GCNHead)


@pytest.mark.parametrize('name', ['mlcr_emotionet', 'mlcr_bp4d_fold1', 'mlcr_bp4d_fold2',
                                  'mlcr_bp4d_fold3', 'mlcr_celeba', 'mlcr_demo'])
def test_configs_that_users_name(name):
    config = load_config(str(ROOT / 'configs' / f'{name}.py'))
    assert config.model.type == 'DualViewClassifier' and config.model.head.type == 'GCNHead'


def test_the_paper_s_recipe():
    config = load_config(str(ROOT / 'configs' / 'mlcr_emotionet.py'))
    assert config.model.backbone.depth == 34
    assert config.model.head.loss_multi_view.loss_weight == 400
    assert config.model.head.loss_co_regularization.loss_weight == 100
    assert config.model.head.normalize == 'released' and config.model.head.gcn.init == 'released'
    assert not config.model.head.gcn.get('residual', False)
    assert config.train_dataloader.batch_size == 100
    assert config.train_cfg.max_epochs == 80 and config.custom_hooks[-1].begin == 60


@pytest.mark.parametrize('name', ['mlcr_demo', 'mlcr_emotionet_r18_96px'])
def test_the_recipe_for_few_labels_keeps_its_graph(name):
    head = load_config(str(ROOT / 'configs' / f'{name}.py')).model.head
    assert head.normalize == 'symmetric'
    assert head.gcn == dict(residual=True, init='xavier')


def test_three_lines_swap_the_backbone(tmp_path):
    path = tmp_path / 'mine.py'
    lines = [
        f"_base_ = '{ROOT}/configs/mlcr_emotionet.py'",
        "model = dict(backbone=dict(_delete_=True, type='MobileNetV3', arch='small'),",
        '             head=dict(in_channels={}))',
    ]
    path.write_text('\n'.join(lines).format(576))
    runner = build_runner(load_config(str(path)), tmp_path)
    assert isinstance(runner.model, DualViewClassifier)
    assert torch.isfinite(train_step(runner, 12)['loss'])

    path.write_text('\n'.join(lines).format(512))
    with pytest.raises(ValueError, match='write model.head.in_channels=576'):
        train_step(build_runner(load_config(str(path)), tmp_path), 12)


@pytest.mark.parametrize('method', ['mean_teacher', 'fixmatch'])
@pytest.mark.parametrize('recipe', ['emotionet', 'emotionet_r18half_64px'])
def test_baselines_share_data_and_schedule_with_mlcr(method, recipe):
    config, mlcr = (load_config(str(ROOT / 'configs' / f'{name}_{recipe}.py'))
                    for name in (method, 'mlcr'))
    for key in ('train_cfg', 'optim_wrapper', 'param_scheduler', 'val_dataloader', 'randomness'):
        assert config[key] == mlcr[key]
    for key in ('batch_size', 'batch_sampler', 'sampler'):
        assert config.train_dataloader[key] == mlcr.train_dataloader[key]
    assert config.model.backbone == mlcr.model.backbone
    assert config.model.head.loss_recognition == mlcr.model.head.loss_recognition
    ramps = [[dict(hook, loss='') for hook in part.custom_hooks if 'Ramp' in hook.type]
             for part in (config, mlcr)]
    assert ramps[0] == ramps[1] or not ramps[1]


@pytest.mark.parametrize('name, differ', [('mean_teacher', False), ('fixmatch', True)])
@pytest.mark.parametrize('recipe', ['emotionet', 'emotionet_r18half_64px'])
def test_baselines_see_two_augmentations(name, differ, recipe):
    config = load_config(str(ROOT / 'configs' / f'{name}_{recipe}.py'))
    for part in config.train_dataloader.dataset.datasets:
        two = next(step for step in part.pipeline if step.type == 'MultiView')
        image = np.random.default_rng(0).integers(0, 256, (240, 240, 3), dtype=np.uint8)
        weak, strong = TRANSFORMS.build(two)(dict(img=image))['img']
        assert weak.shape == strong.shape and not np.array_equal(weak, strong)
        assert len(two.transforms) == (2 if differ else 1)


def test_leaves_are_short():
    for path in LEAVES:
        assert len(Path(path).read_text().splitlines()) <= 40, path
