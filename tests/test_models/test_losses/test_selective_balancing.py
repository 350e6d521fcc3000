import numpy as np
import pytest
import torch
from reference import selective_weights as reference_weights

from mlcr_mm.models.losses.selective_balancing import global_selective_weights, selective_weights


@pytest.mark.parametrize('boundary', [1., 3.])
@pytest.mark.parametrize('present', [0., .05, .3, .9])
def test_equals_reference(random_labels, present, boundary):
    labels = random_labels(100, 12, present=present)
    fractions = [.2, .3, .2, .2, .5, .2, .5, .2, .1, .5, .2, .3]
    keys = torch.rand(labels.shape, generator=torch.Generator().manual_seed(1))
    weights = selective_weights(labels, torch.tensor(fractions), boundary, keys)
    expected = reference_weights(labels.numpy(), fractions, boundary, keys.numpy())
    np.testing.assert_allclose(weights.numpy(), expected, rtol=1e-6)


def test_target_of_a_whole_number_is_not_rounded_up():
    labels = torch.zeros(10, 1)
    keys = torch.rand(10, 1)
    # 0.3 * 10 is 3.0000001 in float32.
    assert selective_weights(labels, torch.tensor(.3), 1., keys).sum() == 3


def test_chosen_negatives_follow_the_seed(random_labels):
    labels = random_labels(50, 4, present=.1)
    weights = []
    for seed in (0, 0, 1):
        torch.manual_seed(seed)
        weights.append(global_selective_weights(labels, torch.tensor(.3), 1.))
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


def test_without_balancing_every_known_label_counts(random_labels):
    labels = random_labels(20, 3)
    assert torch.equal(global_selective_weights(labels, None, 1.), (labels != -1).float())
