import json

import cv2
import numpy as np
import onnx
import pytest
import torch
from mmengine.dataset import default_collate
from onnx import TensorProto, helper

from mlcr_mm.files import CheckpointFileError
from mlcr_mm.inference import predict_crops
from mlcr_mm.inference.onnx_classifier import OnnxClassifier

META = dict(cfg="a = 1\n", dataset_meta=dict(classes=['a', 'b', 'c']))


def write_model(path, views=True, meta=META):
    """Mean red, green, and blue, over 255, are the probabilities; of two views their halves too."""
    nodes = [
        helper.make_node('Cast', ['images'], ['pixels'], to=TensorProto.FLOAT),
        helper.make_node('ReduceMean', ['pixels'], ['mean'], axes=[1, 2], keepdims=0),
        helper.make_node('Constant', [], ['white'], value_float=255.),
        helper.make_node('Div', ['mean', 'white'], ['probabilities']),
        helper.make_node('Constant', [], ['factors'], value=helper.make_tensor(
            'f', TensorProto.FLOAT, [1, 2, 1], [.5, 1.])),
        helper.make_node('Constant', [], ['axis'], value_ints=[1]),
        helper.make_node('Unsqueeze', ['probabilities', 'axis'], ['one']),
        helper.make_node('Mul', ['one', 'factors'], ['view_probabilities']),
    ]
    outputs = [helper.make_tensor_value_info('probabilities', TensorProto.FLOAT, ['N', 3]),
               helper.make_tensor_value_info('view_probabilities', TensorProto.FLOAT, ['N', 2, 3])]
    graph = helper.make_graph(
        nodes, 'g', [helper.make_tensor_value_info('images', TensorProto.UINT8, ['N', 4, 6, 3])],
        outputs[:2 if views else 1])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8)
    helper.set_model_props(model, {name: json.dumps(value) for name, value in meta.items()})
    onnx.save(model, path)
    return str(path)


def test_colors_keep_their_places(tmp_path, rng):
    model = OnnxClassifier(write_model(tmp_path / 'a.onnx'), 'cpu')
    assert model.input_shape == (3, 4, 6) and model.device == 'cpu'
    images = rng.integers(0, 256, (5, 4, 6, 3), dtype=np.uint8)  # BGR, as a pipeline has them
    crops = [dict(inputs=torch.from_numpy(image).permute(2, 0, 1)) for image in images]
    samples = model.test_step(default_collate(crops))
    red_green_blue = np.array([cv2.cvtColor(i, cv2.COLOR_BGR2RGB).mean(axis=(0, 1))
                               for i in images]) / 255
    for sample, expected in zip(samples, red_green_blue):
        np.testing.assert_allclose(sample.pred_score, expected, atol=1e-6)
        np.testing.assert_allclose(sample.view_scores[0], expected / 2, atol=1e-6)
        assert sample.pred_label.tolist() == np.flatnonzero(expected >= .5).tolist()
    scores = predict_crops(model, [dict(crop, data_samples=sample)
                                   for crop, sample in zip(crops, samples)])
    np.testing.assert_allclose(scores[0].disagreement, red_green_blue[0] / 2, atol=1e-6)


def test_one_network_has_no_views(tmp_path):
    model = OnnxClassifier(write_model(tmp_path / 'a.onnx', views=False))
    (sample, ) = model.test_step(dict(inputs=torch.zeros(1, 3, 4, 6, dtype=torch.uint8)))
    assert 'view_scores' not in sample and sample.pred_score.tolist() == [0.] * 3


def test_files_that_are_none(tmp_path):
    with pytest.raises(FileNotFoundError, match='no.onnx does not exist'):
        OnnxClassifier(str(tmp_path / 'no.onnx'))
    path = write_model(tmp_path / 'a.onnx', meta={})
    with pytest.raises(CheckpointFileError, match='was not made by'):
        OnnxClassifier(path)
    for content in (b'', b'no model', (tmp_path / 'a.onnx').read_bytes()[:-40]):
        (tmp_path / 'a.onnx').write_bytes(content)
        with pytest.raises(CheckpointFileError, match='a.onnx'):
            OnnxClassifier(path)
    with pytest.raises(ValueError, match='no device tpu here, it knows .*CPU'):
        OnnxClassifier(write_model(tmp_path / 'b.onnx'), 'tpu')
