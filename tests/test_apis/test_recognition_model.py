import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.apis.recognition_model import load_recognition_model
from mlcr_mm.datasets.demo_faces import NOTICE
from mlcr_mm.publishing import publish_checkpoint
from mlcr_mm.publishing.onnx_export import export_onnx
from mlcr_mm.shipped import toy_model


def test_all_forms_of_a_model_say_the_same(tmp_path, caplog):
    config = load_config(str(write_toy_config(tmp_path, workers=0)))
    config.default_hooks.calibration.method = None
    checkpoint = write_toy_checkpoint(config, tmp_path / 'epoch_4.pth', meta=True)
    files = [checkpoint, *publish_checkpoint(checkpoint, str(tmp_path / 'a.pth')),
             export_onnx(checkpoint, str(tmp_path / 'a.onnx')).path]
    assert [str(file).rsplit('.', 1)[1] for file in files] == ['pth', 'pth', 'safetensors', 'onnx']
    loaded = [load_recognition_model(str(file), device='cpu') for file in files]
    for model in loaded:
        assert tuple(model.classes) == ('AU1', 'AU2', 'AU4') and model.device == 'cpu'
        assert model.alignment is None and model.notice == ''
    assert [model.pipeline().shape for model in loaded] == [None] * 3 + [(3, 24, 24)]
    assert not caplog.records


def test_a_notice_goes_with_every_form(tmp_path, caplog):
    exported = export_onnx(str(toy_model()), str(tmp_path / 'a.onnx')).path
    for file in (toy_model(), exported):
        caplog.clear()
        assert load_recognition_model(str(file), device='cpu').notice == NOTICE
        (record, ) = caplog.records
        assert record.levelname == 'WARNING' and str(file) in record.message


def test_a_config_beside_the_file(tmp_path):
    config = load_config(str(write_toy_config(tmp_path, workers=0)))
    bare = write_toy_checkpoint(config, tmp_path / 'bare.pth')
    with pytest.raises(ValueError, match='does not say its config'):
        load_recognition_model(bare)
    assert load_recognition_model(bare, config, 'cpu').config is config
    # A config may leave the number of labels to its tables, which need not be on this machine.
    config = config.copy()
    del config.model.head['num_classes']
    loaded = load_recognition_model(bare, config, 'cpu')
    assert loaded.model.head.num_classes == len(loaded.classes) == 3
