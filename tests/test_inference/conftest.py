import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.fixture(scope='package')
def config_path(tmp_path_factory):
    return write_toy_config(tmp_path_factory.mktemp('inference'), workers=0)


@pytest.fixture
def config(config_path):
    return load_config(str(config_path))


@pytest.fixture(scope='package')
def checkpoint(config_path):
    """As tools/train.py writes one, of the graph phase, with random weights."""
    return write_toy_checkpoint(load_config(str(config_path)), config_path.parent / 'epoch_4.pth',
                                graph=True, meta=True)
