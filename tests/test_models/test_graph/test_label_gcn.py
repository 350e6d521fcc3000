import math

import numpy as np
import pytest
import scipy.stats
import torch
from reference import gcn, normalized_adjacency

from mlcr_mm.models.graph import LabelGCN


@pytest.mark.parametrize('normalize', [None, 'symmetric', 'released'])
@pytest.mark.parametrize('hidden_channels', [None, 3])
def test_equals_reference(rng, hidden_channels, normalize):
    module = LabelGCN(6, hidden_channels, negative_slope=0.1, normalize=normalize).double()
    classifiers, adjacency = rng.standard_normal((4, 6)), rng.random((4, 4))
    expected = gcn(classifiers, normalized_adjacency(adjacency, normalize),
                   module.weight0.detach().numpy(), module.weight1.detach().numpy(), 0.1)
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


def test_released_start_is_as_wide_as_the_columns_say():
    module = LabelGCN(40, hidden_channels=90, init='released')
    for weight, columns in ((module.weight0, 90), (module.weight1, 40)):
        bound = 1 / math.sqrt(columns)
        values = weight.detach().numpy().ravel()
        assert abs(values).max() <= bound
        uniform = scipy.stats.uniform(-bound, 2 * bound)
        assert scipy.stats.kstest(values, uniform.cdf).pvalue > 1e-3


def test_default_start_is_xavier_and_takes_the_random_numbers_it_always_took():
    torch.manual_seed(7)
    module = LabelGCN(5, hidden_channels=3)
    torch.manual_seed(7)
    for weight, (rows, columns) in ((module.weight0, (5, 3)), (module.weight1, (3, 5))):
        bound = math.sqrt(6 / (rows + columns))
        assert torch.equal(weight.detach(), torch.empty(rows, columns).uniform_(-bound, bound))


@pytest.mark.parametrize('init', ['xavier', 'released'])
def test_residual_starts_the_second_matrix_at_zero_and_the_first_as_init_says(init):
    torch.manual_seed(3)
    plain = LabelGCN(6, init=init)
    torch.manual_seed(3)
    residual = LabelGCN(6, init=init, residual=True)
    assert torch.equal(residual.weight0, plain.weight0)
    assert not residual.weight1.any() and plain.weight1.any()


def test_unknown_start_is_refused():
    with pytest.raises(ValueError, match="model.head.gcn.init must be one of.*'released'"):
        LabelGCN(6, init='kipf')
