import torch

from mlcr_mm.inference.onnx_classifier import OnnxClassifier
from mlcr_mm.publishing.onnx_difference import largest_difference


def test_the_largest_of_all_views(exported):
    meta, network = exported.content['meta'], OnnxClassifier(str(exported.path), 'cpu')
    assert largest_difference(network, exported.model, meta) < 1e-4
    bias = exported.model.head.classifiers[1].bias
    with torch.no_grad():
        bias[2] += 1.
        try:
            worst = largest_difference(network, exported.model, meta)
        finally:
            bias[2] -= 1.
    # Beyond what the mean of the views can differ by; the steepest slope of a sigmoid is 1/4.
    assert .125 < worst <= .25
