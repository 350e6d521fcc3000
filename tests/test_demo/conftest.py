import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import AUInferencer, load_config


@pytest.fixture(scope='package')
def checkpoint(tmp_path_factory):
    folder = tmp_path_factory.mktemp('demo')
    config = load_config(str(write_toy_config(folder, workers=0)))
    return write_toy_checkpoint(config, folder / 'epoch_4.pth', meta=True)


@pytest.fixture(scope='package')
def inferencer(checkpoint):
    """Of crops: no detector is needed."""
    return AUInferencer(checkpoint, device='cpu', detector='none')
