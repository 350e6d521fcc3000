"""Weights of an ONNX model in 8 bits."""
from typing import TYPE_CHECKING, Dict, Optional

import numpy as np

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

_LARGEST = 127


def store_weights_in_int8(model: 'ModelProto') -> int:
    """Replace the weights of convolutions and linear layers by 8-bit numbers and their scales.

    Each output channel has a scale of its own, ``max |w| / 127``, and the graph begins with what
    brings the weights back (``DequantizeLinear``): activations and sums stay in single precision.

    Args:
        model (ModelProto): It is changed.

    Returns:
        int: How many weights now have 8 bits.
    """
    from onnx import helper, numpy_helper
    axes: Dict[str, int] = {}
    for node in model.graph.node:
        axis = _output_axis(node)
        if axis is not None:
            axes[node.input[1]] = axis
    restoring, count = [], 0
    for initializer in list(model.graph.initializer):
        weight = numpy_helper.to_array(initializer)
        if initializer.name not in axes or weight.dtype != np.float32 or weight.ndim < 2:
            continue
        axis, name = axes[initializer.name], initializer.name
        others = tuple(i for i in range(weight.ndim) if i != axis)
        scale = np.abs(weight).max(axis=others, keepdims=True) / _LARGEST
        scale[scale == 0] = 1.
        rounded = np.rint(weight / scale).astype(np.int8)
        model.graph.initializer.remove(initializer)
        model.graph.initializer.extend([
            numpy_helper.from_array(rounded, f'{name}.int8'),
            numpy_helper.from_array(scale.reshape(-1).astype(np.float32), f'{name}.scale')])
        restoring.append(helper.make_node('DequantizeLinear', [f'{name}.int8', f'{name}.scale'],
                                          [name], name=f'{name}.restore', axis=axis))
        count += weight.size
    nodes = [*restoring, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return count


def _output_axis(node: 'NodeProto') -> Optional[int]:
    """Axis of the output channels in the second input of a node; None if it has no weights."""
    if node.op_type == 'Conv':
        return 0
    if node.op_type == 'Gemm':
        return 0 if any(a.name == 'transB' and a.i for a in node.attribute) else 1
    return 1 if node.op_type == 'MatMul' else None
