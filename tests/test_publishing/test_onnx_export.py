import json

import numpy as np
import onnxruntime
import pytest
import torch
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.publishing.onnx_export import export_onnx
from mlcr_mm.publishing.recogniser import random_images

BATCHES = (1, 64, 135)


def run(path, images):
    session = onnxruntime.InferenceSession(str(path), providers=['CPUExecutionProvider'])
    parts = [session.run(None, dict(images=batch.numpy())) for batch in images.split(BATCHES)]
    return [np.concatenate(values) for values in zip(*parts)], session


@pytest.mark.parametrize('method, graph', [
    ('mlcr', True), ('mlcr', False), ('mean_teacher', False), ('fixmatch', False)])
def test_200_images_as_the_checkpoint_itself(tmp_path, method, graph):
    config = load_config(str(write_toy_config(tmp_path, workers=0, method=method)))
    checkpoint = write_toy_checkpoint(config, tmp_path / 'epoch_4.pth', graph=graph, meta=True)
    content = torch.load(checkpoint)
    generator = torch.Generator().manual_seed(1)
    for name, value in content['state_dict'].items():
        if name.endswith('logit_shift'):  # a calibrated model
            value.copy_(torch.randn(value.shape, generator=generator))
        if name == 'teacher.steps':  # one that has been averaged
            value.fill_(1)
    torch.save(content, checkpoint)
    exported = export_onnx(checkpoint, str(tmp_path / 'toy.onnx'))
    assert exported.difference < 1e-4
    images = random_images(200, (24, 24), torch.uint8)
    outputs, _ = run(exported.path, images)
    model = load_trained_model(config, checkpoint, 'cpu')
    pixels = images.permute(0, 3, 1, 2).flip(1)
    with torch.no_grad():
        samples = model.test_step(dict(inputs=pixels, data_samples=None))
    expected = torch.stack([sample.pred_score for sample in samples])
    np.testing.assert_allclose(outputs[0], expected, atol=1e-5, rtol=0)
    assert np.ptp(expected.numpy(), axis=0).min() > 1e-3  # there is something to compare
    assert len(outputs) == (2 if method == 'mlcr' else 1)
    if method == 'mlcr':
        views = torch.stack([sample.view_scores for sample in samples])
        np.testing.assert_allclose(outputs[1], views, atol=1e-5, rtol=0)


def test_what_the_file_says(exported):
    session = onnxruntime.InferenceSession(str(exported.path), providers=['CPUExecutionProvider'])
    meta = {name: json.loads(text)
            for name, text in session.get_modelmeta().custom_metadata_map.items()}
    assert meta['dataset_meta']['classes'] == ['AU1', 'AU2', 'AU4']
    assert meta['decision_probability'] == .5
    assert (meta['input']['height'], meta['input']['width']) == (24, 24)
    assert {'alignment', 'training', 'data_statement', 'cfg'} <= set(meta)
    (images, ) = session.get_inputs()
    assert (images.name, images.shape, images.type) == ('images', ['N', 24, 24, 3], 'tensor(uint8)')
    assert [(output.name, output.shape) for output in session.get_outputs()] == [
        ('probabilities', ['N', 3]), ('view_probabilities', ['N', 2, 3])]


def test_one_view_and_8_bits(checkpoint, exported, tmp_path):
    images = random_images(200, (24, 24), torch.uint8)
    (mean, views), _ = run(exported.path, images)
    second = export_onnx(checkpoint, str(tmp_path / 'second.onnx'), view=2)
    (one, ), _ = run(second.path, images)
    np.testing.assert_allclose(one, views[:, 1], atol=1e-5)
    small = export_onnx(checkpoint, str(tmp_path / 'small.onnx'), int8=True)
    assert small.path.stat().st_size < .5 * exported.path.stat().st_size
    (rounded, _), _ = run(small.path, images)
    assert 1e-6 < np.abs(rounded - mean).mean() < .05


def test_a_file_that_says_something_else_is_not_written(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setattr('mlcr_mm.publishing.onnx_export.largest_difference', lambda *_: 2e-4)
    with pytest.raises(ValueError, match='differ by 2.0e-04'):
        export_onnx(checkpoint, str(tmp_path / 'a.onnx'))
    with pytest.raises(ValueError, match='is a .onnx file'):
        export_onnx(checkpoint, str(tmp_path / 'a.pth'))
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_exported(checkpoint, tmp_path, monkeypatch):

    def fail(*args, **kwargs):
        raise torch.onnx.errors.UnsupportedOperatorError('aten::x', 17, None)

    monkeypatch.setattr(torch.onnx, 'export', fail)
    with pytest.raises(ValueError, match='cannot be exported.*aten::x'):
        export_onnx(checkpoint, str(tmp_path / 'a.onnx'))
