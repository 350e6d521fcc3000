import pytest
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from mlcr_mm.benchmark.bare_networks import BareNetworks


class Model(nn.Module):
    """Two networks, or one, that give their features as mmpretrain's do."""

    def __init__(self, views):
        super().__init__()
        made = [nn.Conv2d(3, 5, 2) for _ in range(max(views, 1))]
        pools = [Pool() for _ in made]
        self.backbone = nn.ModuleList(made) if views else made[0]
        self.neck = nn.ModuleList(pools) if views else pools[0]


class Pool(nn.Module):

    def forward(self, features):
        return tuple(feature.mean((2, 3)) for feature in features)


@pytest.fixture
def images():
    return list(torch.randn(2, 4, 3, 6, 6, generator=torch.Generator().manual_seed(0)))


@pytest.mark.parametrize('views', [0, 2])
def test_the_loss_is_the_sum_over_the_networks(views, images):
    model = Model(views)
    labels = torch.tensor([[1., 0.], [-1., 1.], [0., 0.], [1., -1.]])
    bare = BareNetworks(model, images, labels)
    backbones = list(model.backbone) if views else [model.backbone]
    expected = 0
    for backbone, classifier, view in zip(backbones, bare.classifiers, images):
        logits = classifier(backbone(view).mean((2, 3)))
        expected += binary_cross_entropy_with_logits(logits, labels.clamp(min=0))
    torch.testing.assert_close(bare(), expected)
    assert len(bare.backbones) == max(views, 1)


def test_one_batch_serves_all_networks_and_the_model_is_copied(images):
    model = Model(2)
    bare = BareNetworks(model, images[0], torch.ones(4, 2))
    bare().backward()
    assert bare.images[0] is bare.images[1] is images[0]
    assert all(parameter.grad is not None for parameter in bare.parameters())
    assert all(parameter.grad is None for parameter in model.parameters())


def test_networks_without_a_neck(images):
    model = Model(0)
    model.backbone, model.neck = nn.Sequential(nn.Flatten(), nn.Linear(108, 7)), None
    assert BareNetworks(model, images[0], torch.ones(4, 2)).classifiers[0].in_features == 7
