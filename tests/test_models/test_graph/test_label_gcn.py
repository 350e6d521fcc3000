import numpy as np
import pytest
import torch
from reference import gcn

from mlcr_mm.models.graph import LabelGCN


@pytest.mark.parametrize('hidden_channels', [None, 3])
def test_equals_reference(rng, hidden_channels):
    module = LabelGCN(6, hidden_channels, negative_slope=0.1).double()
    classifiers, adjacency = rng.standard_normal((4, 6)), rng.random((4, 4))
    expected = gcn(classifiers, adjacency, module.weight0.detach().numpy(),
                   module.weight1.detach().numpy(), 0.1)
    actual = module(torch.tensor(classifiers), torch.tensor(adjacency))
    np.testing.assert_allclose(actual.detach(), expected)


def test_residual_starts_from_the_classifiers_and_learns(rng):
    module = LabelGCN(6, residual=True).double()
    classifiers, adjacency = torch.tensor(rng.standard_normal((4, 6))), torch.eye(4).double()
    assert torch.equal(module(classifiers, adjacency), classifiers)
    module(classifiers, adjacency).square().sum().backward()
    assert module.weight1.grad.abs().sum() > 0
    with torch.no_grad():
        module.weight1.normal_()
    expected = classifiers.numpy() + gcn(classifiers.numpy(), adjacency.numpy(),
                                         module.weight0.detach().numpy(),
                                         module.weight1.detach().numpy(), 0.2)
    np.testing.assert_allclose(module(classifiers, adjacency).detach(), expected)
