from types import SimpleNamespace

import pytest
from mmengine.config import Config
from mmengine.dataset import Compose

from mlcr_mm.engine import prepared_alike
from mlcr_mm.registry import TRANSFORMS

LOAD, PACK = dict(type='LoadImageFromFile'), dict(type='PackInputs')


def pipeline(size, **settings):
    return [LOAD, dict(type='OneWarpAugment', size=size, **settings), PACK]


@pytest.fixture
def warnings(monkeypatch):
    said = []
    monkeypatch.setattr(prepared_alike, 'print_log', lambda text, logger, level: said.append(text))

    def of_run(train, val, *tests):
        dataset = SimpleNamespace(pipeline=Compose([TRANSFORMS.build(step) for step in train]))
        train = SimpleNamespace(datasets=[dataset, SimpleNamespace()])
        loaders = {}
        if val:
            loaders['val_dataloader'] = dict(dataset=dict(type='AUDataset', pipeline=val))
        if tests:
            loaders['test_dataloader'] = dict(dataset=dict(type='ConcatDataset', datasets=[
                dict(type='AUDataset', pipeline=test) for test in tests]))
        prepared_alike.warn_if_prepared_otherwise(SimpleNamespace(
            cfg=Config(loaders),
            train_loop=SimpleNamespace(dataloader=SimpleNamespace(dataset=train))))
        return said

    return of_run


def test_prepared_alike(warnings):
    assert warnings(pipeline(24, flip_prob=.5), pipeline(24), pipeline(24), pipeline(24)) == []


def test_nothing_is_said_without_one_test_pipeline(warnings):
    assert warnings(pipeline(24), pipeline(32)) == []
    assert warnings(pipeline(24), pipeline(24), pipeline(24), pipeline(32)) == []


def test_another_pipeline_of_the_validation(warnings):
    said, = warnings(pipeline(24), pipeline(24, resize=27), pipeline(24))
    assert 'that of val_dataloader' in said and 'test_dataloader = val_dataloader' in said


def test_another_size_of_the_training(warnings):
    said, = warnings(pipeline(24), None, pipeline(32))
    assert 'learn from 24 px and predict at 32 px' in said


def test_sizes_that_pipelines_do_not_say(warnings):
    resize = [LOAD, dict(type='Resize', scale=24), PACK]
    assert warnings(resize, None, pipeline(32)) == []
    assert warnings(pipeline(24), None, resize) == []
