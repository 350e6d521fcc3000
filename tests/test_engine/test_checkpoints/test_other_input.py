import pytest
from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import other_input
from mlcr_mm.engine.checkpoints.other_input import (
    image_size_of,
    normalization_of,
    warn_of_other_input,
)


@pytest.mark.parametrize('name, options, size', [
    ('mlcr_emotionet_r18_96px.py', {}, 96),
    ('mlcr_emotionet_r18_96px.py', dict(image_size=64), 64),
    ('mlcr_emotionet.py', {}, 224),
    ('mlcr_demo.py', {}, 64),
    ('mlcr_demo.py', dict(image_size=32), 32),
])
def test_the_size_is_that_of_the_test_part(name, options, size):
    assert image_size_of(load_config(name, options)) == size


def test_other_pipelines_do_not_say_it():
    resize = [dict(type='LoadImageFromFile'), dict(type='Resize', scale=96)]
    assert image_size_of(Config(dict(test_dataloader=dict(
        dataset=dict(type='AUDataset', pipeline=resize))))) is None
    assert image_size_of(Config(dict(model=None))) is None


@pytest.fixture
def warnings(monkeypatch):
    """What is said of a checkpoint of so many pixels that is tested with so many."""
    said = []
    monkeypatch.setattr(other_input, 'print_log', lambda text, **_: said.append(text))

    def run(trained, tested, **options):
        config = load_config('mlcr_emotionet_r18_96px.py', dict(image_size=tested, **options))
        meta = dict(cfg=trained if isinstance(trained, str) else load_config(
            'mlcr_emotionet_r18_96px.py', dict(image_size=trained)).pretty_text)
        warn_of_other_input(dict(meta=meta), config, 'a.pth')
        return said

    return run


def test_another_size_is_said(warnings):
    assert warnings(64, 96) == ['a.pth was trained for images of 64 px, and is given 96 px; if '
                                'that is not meant, set image_size=64, or take the config in its '
                                'work directory']


@pytest.mark.parametrize('key, value', [('to_rgb', False), ('mean', [0, 0, 0])])
def test_another_normalisation_is_said(warnings, key, value):
    said, = warnings(96, 96, **{f'data_preprocessor.{key}': value})
    assert f'with data_preprocessor.{key}=' in said and f'is used with {value};' in said


def test_one_normalisation_in_two_places_is_the_same():
    numbers = dict(mean=[1., 2., 3.], std=[4., 5., 6.])
    inside = Config(dict(model=dict(data_preprocessor=dict(numbers, to_rgb=True))))
    outside = Config(dict(model=dict(type='A'), data_preprocessor=dict(numbers, bgr_to_rgb=True)))
    assert normalization_of(inside) == normalization_of(outside) == dict(numbers, to_rgb=True)
    assert normalization_of(Config(dict(model=dict()))) == dict(mean=None, std=None, to_rgb=False)


@pytest.mark.parametrize('trained', [96, '', 'import os', 'test_dataloader = dict(dataset=7)'])
def test_the_same_size_or_an_unknown_one_is_not(warnings, trained):
    assert warnings(trained, 96) == []


def test_a_checkpoint_without_meta_says_nothing(warnings):
    warn_of_other_input({}, load_config('mlcr_demo.py'), 'a.pth')
    assert warnings(96, 96) == []
