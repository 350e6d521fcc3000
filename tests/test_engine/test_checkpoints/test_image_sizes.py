import pytest
from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import image_sizes
from mlcr_mm.engine.checkpoints.image_sizes import image_size_of, warn_of_other_size


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
    monkeypatch.setattr(image_sizes, 'print_log', lambda text, **_: said.append(text))

    def run(trained, tested):
        config = load_config('mlcr_emotionet_r18_96px.py', dict(image_size=tested))
        meta = dict(cfg=trained if isinstance(trained, str) else load_config(
            'mlcr_emotionet_r18_96px.py', dict(image_size=trained)).pretty_text)
        warn_of_other_size(dict(meta=meta), config, 'a.pth')
        return said

    return run


def test_another_size_is_said(warnings):
    assert warnings(64, 96) == ['a.pth was trained for images of 64 px, and is tested with 96 px; '
                                'if that is not meant, add --cfg-options image_size=64']


@pytest.mark.parametrize('trained', [96, '', 'import os', 'test_dataloader = dict(dataset=7)'])
def test_the_same_size_or_an_unknown_one_is_not(warnings, trained):
    assert warnings(trained, 96) == []


def test_a_checkpoint_without_meta_says_nothing(warnings):
    warn_of_other_size({}, load_config('mlcr_demo.py'), 'a.pth')
    assert warnings(96, 96) == []
