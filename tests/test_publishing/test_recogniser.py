import numpy as np
import pytest
import torch
from mmpretrain.models import ImageClassifier
from torch import nn

from mlcr_mm.models import DualViewClassifier
from mlcr_mm.publishing.recogniser import Recogniser, output_names, random_images

MEAN, STD = np.array([10., 20., 30.]), np.array([4., 5., 8.])
NORMALIZATION = dict(mean=MEAN.tolist(), std=STD.tolist(), to_rgb=True)


class MeanColor(nn.Module):
    """The mean of each channel: what is left of an image is known."""

    def forward(self, images):
        return (images.mean(dim=(2, 3)), )


@pytest.fixture(autouse=True)
def mean_color(monkeypatch):
    from mlcr_mm.registry import MODELS
    monkeypatch.setitem(MODELS._module_dict, 'MeanColor', MeanColor)
    torch.manual_seed(0)  # of the weights: probabilities are compared to 1e-6


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def test_two_views_of_rgb_images():
    model = DualViewClassifier(
        backbone=dict(type='MeanColor'), data_preprocessor=NORMALIZATION,
        head=dict(type='DualViewHead', num_classes=2, in_channels=3)).eval()
    images = random_images(4, (5, 6), torch.uint8)
    with torch.no_grad():
        probabilities, views = Recogniser(model)(images)
    colors = (images.numpy().mean(axis=(1, 2)) - MEAN) / STD  # (N, 3), R G B
    expected = np.stack([
        sigmoid(colors @ linear.weight.detach().numpy().T + linear.bias.detach().numpy())
        for linear in model.head.classifiers], axis=1)  # (N, V, C)
    np.testing.assert_allclose(views, expected, atol=1e-6)
    np.testing.assert_allclose(probabilities, expected.mean(axis=1), atol=1e-6)
    assert np.ptp(expected) > .01


def test_one_network():
    model = ImageClassifier(
        backbone=dict(type='MeanColor'), data_preprocessor=NORMALIZATION,
        head=dict(type='RecognitionHead', num_classes=2, in_channels=3)).eval()
    images = random_images(3, (4, 4), torch.float32)
    with torch.no_grad():
        (probabilities, ) = Recogniser(model)(images)
    colors = (images.numpy().mean(axis=(1, 2)) - MEAN) / STD
    logits = colors @ model.head.fc.weight.detach().numpy().T + model.head.fc.bias.detach().numpy()
    np.testing.assert_allclose(probabilities, sigmoid(logits), atol=1e-6)


def test_random_images_and_names():
    images = random_images(2, (8, 9), torch.uint8)
    assert images.shape == (2, 8, 9, 3)
    assert images.dtype == torch.uint8 and images.float().std() > 20
    assert torch.equal(images, random_images(2, (8, 9), torch.uint8))
    assert output_names(1) == ('probabilities', ) and len(output_names(2)) == 2
