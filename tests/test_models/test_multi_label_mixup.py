import numpy as np
import pytest
import torch

from mlcr_mm.models import MultiLabelMixup
from mlcr_mm.registry import BATCH_AUGMENTS


def batch(count=9, seed=0):
    """Images that are one number, different for each, and label codes."""
    rng = np.random.default_rng(seed)
    images = torch.arange(count).float().view(count, 1, 1, 1).expand(count, 3, 2, 2) ** 2
    return images, torch.from_numpy(rng.integers(-1, 2, (count, 4))).float()


def test_labels_are_mixed_as_their_images_are():
    images, codes = batch()
    np.random.seed(0)
    torch.manual_seed(0)
    mixed, labels = BATCH_AUGMENTS.build(dict(type='MultiLabelMixup', alpha=0.5))(images, codes)
    assert mixed.shape == images.shape and not torch.equal(mixed, images)
    value, codes, labels = images[:, 0, 0, 0].numpy(), codes.numpy(), labels.numpy()
    for i, got in enumerate(mixed.numpy()):
        assert np.ptp(got) < 1e-4  # one share for all pixels
        fits = []
        for j in range(len(codes)):  # which partner and share explain image and labels alike?
            share = 1. if i == j else (got[0, 0, 0] - value[j]) / (value[i] - value[j])
            known = (codes[i] >= 0) & (codes[j] >= 0)
            expected = np.where(known, share * codes[i] + (1 - share) * codes[j], -1)
            fits.append(0.5 - 1e-5 <= share <= 1 + 1e-5
                        and np.allclose(share * value[i] + (1 - share) * value[j], got, atol=1e-4)
                        and np.allclose(expected, labels[i], atol=1e-5))
        assert any(fits), i


def test_unknown_labels_are_never_numbers():
    mixup, images = MultiLabelMixup(2.), batch()[0]
    for seed in range(20):
        _, labels = mixup(images, batch(seed=seed)[1])
        assert ((labels == -1) | ((labels >= 0) & (labels <= 1))).all()
    assert (mixup(images, torch.full((9, 4), -1.))[1] == -1).all()


def test_alpha_says_how_much_of_the_other_image():
    images, codes = torch.rand(4000, 1, 1, 1), torch.eye(4000)
    for alpha in (0.2, 1., 5):
        torch.manual_seed(0)
        _, labels = MultiLabelMixup(alpha)(images, codes)
        share = labels.diagonal().numpy()
        drawn = np.random.default_rng(1).beta(alpha, alpha, 4000)
        assert abs(np.maximum(drawn, 1 - drawn).mean() - share.mean()) < 0.02


def test_one_image_stays_as_it_is():
    images, codes = batch(1)
    mixed, labels = MultiLabelMixup(0.5)(images, codes)
    torch.testing.assert_close(mixed, images)
    torch.testing.assert_close(labels, codes)


def test_alpha_out_of_range():
    with pytest.raises(ValueError, match='alpha must be above 0, got 0'):
        MultiLabelMixup(0)
