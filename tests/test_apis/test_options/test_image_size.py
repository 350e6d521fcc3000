import numpy as np
import pytest
from mmpretrain.registry import DATASETS, TRANSFORMS

from mlcr_mm.apis import load_config


def sizes_of(pipeline):
    return [{key: step[key] for key in ('size', 'resize') if key in step} for step in pipeline
            if step['type'] == 'OneWarpAugment']


def pipelines_of(config):
    return [config[f'{part}_dataloader'].dataset.pipeline for part in ('train', 'val', 'test')]


@pytest.mark.parametrize('name, expected', [
    ('mlcr_emotionet_r18_96px.py', [dict(size=64, resize=72)] * 3),
    ('mlcr_celeba.py', [dict(size=64, resize=69)] * 3),  # 240 of 224 px
    ('mlcr_custom.py', [dict(size=64)] + [dict(size=64, resize=72)] * 2),
])
def test_training_and_test_see_images_of_this_size(name, expected):
    config = load_config(name, {'image_size': 64, 'model.head.num_classes': 2})
    assert [sizes for pipeline in pipelines_of(config) for sizes in sizes_of(pipeline)] == expected


def test_both_augmentations_of_a_method_change():
    config = load_config('fixmatch_emotionet_r18_96px.py', dict(image_size=48))
    image = np.zeros((120, 120, 3), np.uint8)
    for pipeline in pipelines_of(config):
        views = TRANSFORMS.build(pipeline[1])(dict(img=image))['img']
        for view in views if isinstance(views, list) else [views]:
            assert view.shape == (48, 48, 3)


def test_drawn_faces_are_drawn_so():
    config = load_config('mlcr_demo.py', dict(image_size=32))
    for dataset in (config.train_dataloader.dataset.unlabeled, config.test_dataloader.dataset):
        dataset = DATASETS.build(dict(dataset, pipeline=[], num_images=2))
        assert dataset[0]['img'].shape == (32, 32, 3)


def test_drawn_faces_beside_photographs_do_not_give_those_a_size(tmp_path):
    path = tmp_path / 'own.py'
    path.write_text("""
_base_ = __import__('mlcr_mm').config_path('mlcr_demo.py')
test_dataloader = dict(dataset=dict(
    _delete_=True, type='AUDataset', ann_file='a.csv', pipeline=[
        dict(type='LoadImageFromFile'), dict(type='Resize', scale=64), dict(type='PackInputs')]))
""")
    with pytest.raises(KeyError, match='test_dataloader: the pipeline of .* has no OneWarpAugment'):
        load_config(str(path), dict(image_size=32))


def test_images_that_would_be_cut_are_refused():
    with pytest.raises(ValueError, match='cuts 224 px out of images as they are, and would cut 96'):
        load_config('mlcr_emotionet.py', dict(image_size=96))
    assert load_config('mlcr_emotionet.py', dict(image_size=224)).test_dataloader == load_config(
        'mlcr_emotionet.py').test_dataloader


def test_a_pipeline_without_a_size_is_refused(tmp_path):
    path = tmp_path / 'own.py'
    path.write_text("""
_base_ = __import__('mlcr_mm').config_path('mlcr_emotionet_r18_96px.py')
val_dataloader = dict(dataset=dict(pipeline=[
    dict(type='LoadImageFromFile'), dict(type='Resize', scale=96), dict(type='PackInputs')]))
""")
    with pytest.raises(KeyError, match='val_dataloader: the pipeline of .* has no OneWarpAugment'):
        load_config(str(path), dict(image_size=64))


@pytest.mark.parametrize('wrong', [0, 64.5, '64px', True, None])
def test_the_size_is_a_whole_number(wrong):
    with pytest.raises(ValueError, match='image_size must be a whole number >= 1, got'):
        load_config('mlcr_demo.py', dict(image_size=wrong))
