import pytest
import torch

from mlcr_mm.models.two_augmentation_classifier import TwoAugmentationClassifier


def test_one_image_serves_as_both_augmentations():
    image = torch.randn(2, 3, 4, 4)
    first, second = TwoAugmentationClassifier.split_augmentations(image)
    assert first is image and second is image


def test_another_number_says_what_to_write():
    images = torch.randn(3, 2, 3, 4, 4)
    assert TwoAugmentationClassifier.split_augmentations(list(images[:2]))[1].equal(images[1])
    with pytest.raises(ValueError, match='got 3: set num_views'):
        TwoAugmentationClassifier.split_augmentations(list(images))


def test_preprocessor_takes_one_image_or_two(data_samples):
    model = TwoAugmentationClassifier(
        backbone=dict(type='ResNet', depth=18, base_channels=8, stem_channels=8),
        data_preprocessor=dict(mean=[1., 2., 3.], std=[1., 1., 1.], to_rgb=True))
    image = torch.arange(3.).view(1, 3, 1, 1).expand(2, 3, 4, 4)  # B, G, R = 0, 1, 2
    for inputs in (image, [image, image]):
        out = model.data_preprocessor(dict(inputs=inputs, data_samples=data_samples(2, 3)))
        out = out['inputs'] if isinstance(inputs, torch.Tensor) else out['inputs'][1]
        assert out[0, :, 0, 0].tolist() == [1., -1., -3.]
