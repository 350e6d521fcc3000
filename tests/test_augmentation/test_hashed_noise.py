import torch

from mlcr_mm.augmentation.hashed_noise import hashed_noise
from mlcr_mm.augmentation.packed_views import MAX_SEED


def test_noise_is_uniform_and_its_seed_alone_decides():
    noise = hashed_noise(torch.tensor([0., 1., MAX_SEED - 1, 1.]), 64)
    assert noise.shape == (4, 3, 64, 64) and torch.equal(noise[1], noise[3])
    for image in noise[:3]:
        counts = torch.bincount(image.long().flatten() // 16, minlength=16)
        assert counts.sum() == 3 * 64 * 64 and (counts - 768).abs().max() < 150
        flat = image.flatten() - image.mean()
        assert abs(flat[1:] @ flat[:-1] / (flat @ flat)) < 0.04
    flat = noise[:2].flatten(1) - 127.5
    assert abs(torch.corrcoef(flat)[0, 1]) < 0.04
    assert noise[0, 0, 0, :3].tolist() == hashed_noise(torch.tensor([0]), 3)[0, 0, 0].tolist()
