import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from mlcr_mm.publishing.int8_weights import store_weights_in_int8


def make_model(weights):
    """A convolution, two linear layers in both layouts of Gemm, a matrix product."""
    nodes = [
        helper.make_node('Conv', ['x', 'conv', 'conv_bias'], ['a']),
        helper.make_node('GlobalAveragePool', ['a'], ['b']),
        helper.make_node('Flatten', ['b'], ['c']),
        helper.make_node('Gemm', ['c', 'gemm_t', 'bias'], ['d'], transB=1),
        helper.make_node('Gemm', ['d', 'gemm'], ['e']),
        helper.make_node('MatMul', ['e', 'matmul'], ['y']),
    ]
    graph = helper.make_graph(
        nodes, 'g', [helper.make_tensor_value_info('x', TensorProto.FLOAT, ['N', 3, 5, 5])],
        [helper.make_tensor_value_info('y', TensorProto.FLOAT, ['N', 2])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8)


def run(model, x):
    options = onnxruntime.SessionOptions()
    # Otherwise ONNX Runtime may compute linear layers in 8 bits, activations too.
    options.add_session_config_entry('session.disable_quant_qdq', '1')
    return onnxruntime.InferenceSession(model.SerializeToString(), options).run(None, dict(x=x))


def test_weights_are_rounded_per_output_channel(rng):
    shapes = dict(conv=(4, 3, 2, 2), conv_bias=(4, ), gemm_t=(6, 4), bias=(6, ), gemm=(6, 5),
                  matmul=(5, 2))
    weights = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    weights['conv'][2] = 0.  # a channel that is switched off
    weights['gemm_t'][1] *= 100.
    model = make_model(weights)
    axes = dict(conv=0, gemm_t=0, gemm=1, matmul=1)
    assert store_weights_in_int8(model) == sum(weights[name].size for name in axes)
    onnx.checker.check_model(model, full_check=True)
    stored = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    assert {stored[f'{name}.int8'].dtype for name in axes} == {np.dtype(np.int8)}
    assert np.array_equal(stored['bias'], weights['bias']) and 'conv' not in stored

    rounded = dict(weights)
    for name, axis in axes.items():
        others = tuple(i for i in range(weights[name].ndim) if i != axis)
        step = np.abs(weights[name]).max(axis=others, keepdims=True) / 127
        steps = np.round(weights[name] / np.where(step, step, 1))
        rounded[name] = (steps * step).astype(np.float32)
        assert (np.abs(rounded[name] - weights[name]) <= step / 2 + 1e-6).all()
    x = rng.normal(size=(3, 3, 5, 5)).astype(np.float32)
    (ours, ), (expected, ), (exact, ) = (
        run(m, x)
        for m in (model, make_model(rounded), make_model(weights)))
    np.testing.assert_allclose(ours, expected, rtol=1e-4, atol=1e-4)
    assert np.abs(ours - exact).max() > 1e-3
