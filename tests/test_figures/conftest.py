import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.fixture(scope='module')
def config_path(tmp_path_factory):
    return write_toy_config(tmp_path_factory.mktemp('figures'), workers=0)


@pytest.fixture
def config(config_path):
    return load_config(str(config_path))


@pytest.fixture
def checkpoint(config, config_path):
    """At the end of the graph phase: the classifiers come from the GCN."""
    return write_toy_checkpoint(config, config_path.parent / 'graph.pth', graph=True)


@pytest.fixture
def baseline(config, tmp_path):
    """The same data with one network, and its checkpoint."""
    backbone = config.model.backbone
    config.merge_from_dict(dict(model=dict(
        _delete_=True, type='ImageClassifier', backbone=backbone,
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='RecognitionHead', num_classes=3, in_channels=64))))
    return config, write_toy_checkpoint(config, tmp_path / 'baseline.pth')
