import copy
import pickle

import pytest
from mmengine.config import Config
from toy import write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.once_formatted_config import OnceFormattedConfig
from mlcr_mm.registry import RUNNERS


@pytest.fixture
def formattings(monkeypatch):
    """The texts that mmengine formats."""
    texts, formatting = [], Config.pretty_text.fget

    def count(config):
        texts.append(formatting(config))
        return texts[-1]

    monkeypatch.setattr(Config, 'pretty_text', property(count))
    return texts


@pytest.fixture
def config():
    return Config(dict(model=dict(type='Net', sizes=[1, 2]), lr=0.1))


def test_the_text_is_that_of_the_config(config, formattings):
    once = OnceFormattedConfig.of(config)
    assert once.pretty_text == once.pretty_text == config.pretty_text
    assert len(formattings) == 2  # one for each config
    assert once.to_dict() == config.to_dict()


@pytest.mark.parametrize('change', [
    lambda config: config.update(lr=0.2),
    lambda config: config.model.sizes.append(3),
    lambda config: config.pop('lr'),
    lambda config: config.merge_from_dict({'model.type': 'Other'}),
])
def test_a_change_is_in_the_text(config, change):
    once = OnceFormattedConfig.of(config)
    before = once.pretty_text
    change(once)
    assert once.pretty_text != before
    assert once.pretty_text == Config(once.to_dict()).pretty_text


@pytest.mark.parametrize('again', [copy.deepcopy, copy.copy,
                                   lambda config: pickle.loads(pickle.dumps(config))])
def test_copies_have_the_text_and_are_their_own(config, again):
    once = OnceFormattedConfig.of(config)
    text = once.pretty_text
    other = again(once)
    assert other.pretty_text == text
    other.lr = 0.3
    assert '0.3' in other.pretty_text and once.lr == 0.1 and once.pretty_text == text


def test_the_known_text_is_no_setting(config):
    once = OnceFormattedConfig.of(config)
    assert once.pretty_text and sorted(once.to_dict()) == sorted(once) == ['lr', 'model']


def test_what_is_no_config_passes():
    settings = dict(lr=1)
    assert OnceFormattedConfig.of(settings) is settings


def test_a_run_formats_its_config_once(tmp_path, formattings):
    config = load_config(str(write_toy_config(tmp_path, workers=0)))
    config.update(work_dir=str(tmp_path / 'work'), experiment_name=tmp_path.name)
    before = len(formattings)
    RUNNERS.build(config).train()
    assert len(formattings) == before + 1
    assert (tmp_path / 'work' / 'toy.py').read_text() == formattings[-1]
