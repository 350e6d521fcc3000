import cv2
import numpy as np
import pytest
import torch
from method_configs import CO_TRAINING, write_method_config
from mlcr_mm.engine.dataset_outputs import dataset_outputs
from mmengine.runner import Runner

from mlcr_mm.apis import load_config


@pytest.fixture
def runner(tmp_path):
    config = load_config(str(write_method_config(tmp_path, CO_TRAINING, 'co_training_emotionet')))
    config.work_dir = str(tmp_path / 'work')
    config.test_dataloader.collate_fn = dict(type='default_collate')  # as the tools do
    return Runner.from_cfg(config)


def logits_of(runner, dataset):
    return dataset_outputs(runner, dataset, lambda batch: runner.model(**batch))


def test_equals_one_image_after_the_other(runner):
    dataset = runner.build_dataloader(runner.cfg.train_dataloader, seed=0).dataset.datasets[1]
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
    runner.cfg.train_dataloader.dataset.datasets[1].max_broken_share = .5
    dataset = runner.build_dataloader(runner.cfg.train_dataloader, seed=0).dataset.datasets[1]
    open(dataset.get_data_info(5)['img_path'], 'w').close()
    for view in logits_of(runner, dataset):
        assert np.flatnonzero(np.isnan(view).any(axis=1)).tolist() == [5]


def test_needs_a_pipeline_to_replace(runner):
    with pytest.raises(TypeError, match='list has no pipeline'):
        logits_of(runner, [1, 2])


def test_needs_a_test_loader(runner):
    dataset = runner.build_dataloader(runner.cfg.train_dataloader, seed=0).dataset.datasets[1]
    runner.cfg.test_dataloader = None
    with pytest.raises(ValueError, match='test_dataloader'):
        logits_of(runner, dataset)
