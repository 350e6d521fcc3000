import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.publishing.onnx_export import export_onnx


@pytest.fixture(scope='package')
def checkpoint(tmp_path_factory):
    """As tools/train.py writes one, of the graph phase, with random weights."""
    folder = tmp_path_factory.mktemp('publishing')
    config = load_config(str(write_toy_config(folder, workers=0)))
    return write_toy_checkpoint(config, folder / 'epoch_4.pth', seed=3, graph=True, meta=True)


@pytest.fixture(scope='package')
def exported(checkpoint, tmp_path_factory):
    return export_onnx(checkpoint, str(tmp_path_factory.mktemp('onnx') / 'toy.onnx'))
