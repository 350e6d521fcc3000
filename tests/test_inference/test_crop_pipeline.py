import json

import cv2
import numpy as np
import pytest
from mmengine.config import Config

from mlcr_mm.alignment import alignment_record
from mlcr_mm.inference.crop_pipeline import CropPipeline, crop_size, training_alignment
from mlcr_mm.registry import DATASETS

LOAD = dict(type='LoadImageFromFile')
ALIGN = dict(type='AlignFace', landmarks='/gone.csv', size=120)
PACK = dict(type='PackInputs')


def config_with(*pipeline, **dataset):
    dataset = dict(dict(type='AUDataset'), pipeline=list(pipeline), **dataset)
    return Config(dict(test_dataloader=dict(dataset=dataset)))


def test_a_crop_becomes_what_the_test_makes_of_it(config):
    dataset = DATASETS.build(config.test_dataloader.dataset)
    expected = dataset[0]
    image = np.asarray(dataset.pipeline.transforms[0](dataset.get_data_info(0))['img'])
    packed = CropPipeline(config)(image, 'a.png')
    np.testing.assert_array_equal(packed['inputs'], expected['inputs'])
    assert packed['data_samples'].img_path == 'a.png'


def test_what_brings_the_image_is_left_out():
    pipeline = CropPipeline(config_with(LOAD, ALIGN, dict(type='CenterCrop', crop_size=8), PACK))
    assert pipeline(np.zeros((12, 12, 3), np.uint8))['inputs'].shape == (3, 8, 8)


def test_without_a_pipeline():
    with pytest.raises(ValueError, match='no test pipeline'):
        CropPipeline(Config(dict(test_dataloader=dict(dataset=dict(type='AUDataset')))))


def test_size_of_the_crops():
    assert crop_size(config_with(LOAD, ALIGN, PACK), dict(size=99)) == 120
    assert crop_size(config_with(LOAD, PACK), dict(size=99)) == 99
    assert crop_size(config_with(LOAD, PACK), None) == 240
    assert crop_size(Config(dict(test_dataloader=dict(dataset=dict(
        type='DemoFaces', pipeline=[PACK])))), None) == 64
    assert crop_size(Config(dict(test_dataloader=dict(dataset=dict(
        type='DemoFaces', image_size=96, pipeline=[PACK])))), None) == 96


def test_several_test_datasets():
    several = Config(dict(test_dataloader=dict(dataset=dict(type='ConcatDataset', datasets=[
        dict(type='DemoFaces', image_size=96, pipeline=[PACK]),
        dict(type='DemoFaces', seed=1, pipeline=[PACK])]))))
    assert crop_size(several, None) == 96
    assert CropPipeline(several)(np.zeros((8, 8, 3), np.uint8))['inputs'].shape == (3, 96, 96)


@pytest.mark.parametrize('side', [32, 64, 240])
def test_crops_for_a_model_of_drawn_faces_have_any_size(side, rng):
    pipeline = CropPipeline(Config(dict(test_dataloader=dict(dataset=dict(
        type='DemoFaces', pipeline=[PACK])))))
    left_dark = np.zeros((side, side, 3), np.uint8)
    left_dark[:, side // 2:] = rng.integers(100, 200)
    packed = pipeline(left_dark)['inputs'].numpy()
    assert packed.shape == (3, 64, 64)
    np.testing.assert_array_equal(packed[:, :, [5, 60]], pipeline(
        cv2.resize(left_dark, (64, 64), interpolation=cv2.INTER_NEAREST))['inputs'][:, :, [5, 60]])


def test_alignment_of_the_training(tmp_path):
    record = alignment_record(120)
    config = config_with(PACK, data_root=str(tmp_path), data_prefix='images')
    assert training_alignment(config, {}) is None  # the folder is on another machine
    (tmp_path / 'images').mkdir()
    assert training_alignment(config, {}) is None
    (tmp_path / 'alignment.json').write_text(json.dumps(record))
    assert training_alignment(config, {}) == record
    assert training_alignment(config, dict(meta=dict(alignment=dict(size=1)))) == dict(size=1)
    dataset = config.test_dataloader.dataset
    several = Config(dict(test_dataloader=dict(dataset=dict(
        type='ConcatDataset', datasets=[dict(dataset, data_root='/gone'), dataset]))))
    assert training_alignment(several, {}) == record


@pytest.mark.parametrize('steps, side', [
    ([LOAD, dict(type='OneWarpAugment', size=24, resize=27), PACK], 27),
    ([LOAD, dict(type='OneWarpAugment', size=24), PACK], None),
    ([LOAD, ALIGN, dict(type='OneWarpAugment', size=24, resize=27), PACK], None)])
def test_the_size_to_which_the_test_decodes_a_crop(steps, side):
    assert CropPipeline(config_with(*steps)).least_side == side


def test_how_the_test_loads_images():
    assert CropPipeline(config_with(LOAD, PACK)).oriented
    assert not CropPipeline(config_with(LOAD, PACK)).aligns
    stored = CropPipeline(config_with(dict(LOAD, color_type='color_ignore_orientation'), ALIGN,
                                      PACK))
    assert not stored.oriented and stored.aligns
    with pytest.raises(ValueError, match="loaded with color_type='grayscale'"):
        CropPipeline(config_with(dict(LOAD, color_type='grayscale'), PACK))
