import pytest
import torch
from mmengine.config import Config

from mlcr_mm.engine.checkpoints import training_configs as module
from mlcr_mm.engine.checkpoints.training_configs import training_configs, weight_files


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(module, 'print_log', lambda text, **_: lines.append(text))
    return lines


def checkpoint(**settings):
    return dict(state_dict={}, meta=dict(cfg=Config(settings).pretty_text))


def numbers(content, path='a.pth'):
    return [(file, config.number) for file, config in training_configs(content, str(path))]


def test_the_trainings_that_came_before_follow(tmp_path, said):
    one, two, three = (str(tmp_path / f'{name}.pth') for name in ('one', 'two', 'three'))
    torch.save(checkpoint(number=1, load_from=three), one)  # a circle
    torch.save(checkpoint(number=2, load_from=one), two)
    last = checkpoint(number=3, load_from=two, model=dict(backbone=dict(
        init_cfg=dict(type='Pretrained', checkpoint=one))))
    torch.save(last, three)
    assert numbers(last, three) == [(three, 3), (two, 2), (one, 1)] and not said


def test_images_of_a_calibration_count_as_well():
    content = checkpoint(number=1)
    content['meta']['calibration_cfg'] = 'number = 2'
    assert numbers(content) == [('a.pth', 1), ('a.pth', 2)]


def test_what_cannot_be_read_is_told(said):
    assert numbers(checkpoint(number=1, load_from='gone.pth')) == [('a.pth', 1)]
    assert len(said) == 1 and 'whether gone.pth was trained' in said[0]
    assert numbers(dict(meta=dict(cfg='import os'))) == [] and len(said) == 2


@pytest.mark.parametrize('content', [{}, dict(meta=None), dict(meta=dict(cfg=None))])
def test_a_checkpoint_without_a_config(content, said):
    assert numbers(content) == [] and not said


def test_files_that_a_training_begins_with():
    config = Config(dict(
        load_from='a.pth', train_cfg=dict(view_checkpoints=['b', 'c.pth']),
        model=dict(backbone=[dict(init_cfg=dict(checkpoint='d.pth')),
                             dict(init_cfg=dict(checkpoint='https://e'))])))
    assert weight_files(config) == ['a.pth', 'b', 'c.pth', 'd.pth']
    assert weight_files(Config(dict(load_from=None, model=None))) == []
