import cv2
import numpy as np
import pytest
import torch
from mmengine.config import Config
from toy import write_toy_data
from training_doubles import model_config

from mlcr_mm.engine import BriefLogRunner
from mlcr_mm.engine.targets import dataset_outputs

LOAD, PACK = dict(type='LoadImageFromFile'), dict(type='PackInputs')


@pytest.fixture
def runner(tmp_path):
    part = dict(data_root=str(write_toy_data(tmp_path / 'data')), data_prefix='images')
    labeled = dict(type='AUDataset', ann_file='labels.csv', image_list='train.txt', **part)
    train = dict(
        batch_size=8, num_workers=0, sampler=dict(type='DefaultSampler', shuffle=True),
        dataset=dict(
            type='SemiSupervisedDataset', labeled=labeled,
            pipeline=[LOAD, dict(type='RandomCrop', crop_size=24),
                      dict(type='RandomFlip', prob=.5), PACK],
            unlabeled=dict(type='UnlabeledFaces', image_list='unlabeled.txt', max_broken_share=.5,
                           **part)))
    test = dict(
        batch_size=8, num_workers=1, persistent_workers=True,
        sampler=dict(type='DefaultSampler', shuffle=False),
        collate_fn=dict(type='default_collate'),  # as the tools have it
        dataset=dict(labeled, image_list='test.txt', test_mode=True,
                     pipeline=[LOAD, dict(type='CenterCrop', crop_size=24), PACK]))
    model = dict(model_config(),
                 data_preprocessor=dict(mean=[128.] * 3, std=[64.] * 3, to_rgb=True))
    return BriefLogRunner.from_cfg(Config(dict(
        model=model, work_dir=str(tmp_path / 'work'), train_dataloader=train, test_cfg=dict(),
        train_cfg=dict(by_epoch=True, max_epochs=1), test_dataloader=test,
        test_evaluator=dict(type='AUF1Metric'), default_scope='mmpretrain',
        optim_wrapper=dict(optimizer=dict(type='SGD', lr=.1)), experiment_name=str(tmp_path))))


def unlabeled_of(runner):
    return runner.build_dataloader(runner.cfg.train_dataloader, seed=0).dataset.unlabeled


def logits_of(runner, dataset):
    return dataset_outputs(runner, dataset, lambda batch: runner.model(**batch))


def test_equals_one_image_after_the_other(runner):
    dataset = unlabeled_of(runner)
    runner.model.train()
    views = logits_of(runner, dataset)
    assert runner.model.training
    assert [view.shape for view in views] == [(24, 3)] * 2

    runner.model.eval()
    for index in (0, 7, 23):
        image = cv2.imread(dataset.get_data_info(index)['img_path'])[4:28, 4:28]
        inputs = torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))[None]
        batch = runner.model.data_preprocessor(dict(inputs=inputs, data_samples=None), False)
        with torch.no_grad():
            expected = runner.model(batch['inputs'])[:, 0]
        np.testing.assert_allclose([view[index] for view in views], expected, atol=1e-5)
    # The dataset itself keeps its augmentation.
    assert any('RandomFlip' in repr(step) for step in dataset.pipeline.transforms)


def test_unreadable_images_have_no_output(runner):
    dataset = unlabeled_of(runner)
    open(dataset.get_data_info(5)['img_path'], 'w').close()
    for view in logits_of(runner, dataset):
        assert np.flatnonzero(np.isnan(view).any(axis=1)).tolist() == [5]


def test_needs_a_pipeline_to_replace(runner):
    with pytest.raises(TypeError, match='list has no pipeline'):
        logits_of(runner, [1, 2])


def test_needs_a_test_loader(runner):
    dataset = unlabeled_of(runner)
    runner.cfg.test_dataloader = None
    with pytest.raises(ValueError, match='test_dataloader'):
        logits_of(runner, dataset)
