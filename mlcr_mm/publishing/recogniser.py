"""A trained model as a function of pixels, which an exporter can write down."""
from typing import Tuple

import torch
from mmengine.model import BaseModel
from torch import Tensor, nn

from mlcr_mm.models import DualViewHead


class Recogniser(nn.Module):
    """From images as cameras and libraries give them to probabilities, normalisation included.

    Args:
        model (BaseModel): A published model: its label graph and its shifts are folded into its
            classifiers.
    """

    def __init__(self, model: BaseModel) -> None:
        super().__init__()
        self.preprocessor = model.data_preprocessor
        self.network = getattr(model, 'predictor', model)  # of a mean teacher, the teacher
        self.num_views = 2 if isinstance(model.head, DualViewHead) else 1

    def forward(self, images: Tensor) -> Tuple[Tensor, ...]:
        """Probabilities of the labels.

        Args:
            images (Tensor): RGB, ``(N, H, W, 3)``, values in 0..255.

        Returns:
            tuple: ``(N, C)``; of two networks their mean, and their own ``(N, V, C)``.
        """
        pixels = images.permute(0, 3, 1, 2).flip(1)  # (N, 3, H, W), BGR as the test pipeline gives
        batch = self.preprocessor(dict(inputs=pixels, data_samples=None), False)['inputs']
        probabilities = self.network(batch, mode='tensor').float().sigmoid()
        if self.num_views == 1:
            return (probabilities, )
        return probabilities.mean(dim=0), probabilities.transpose(0, 1)  # from (V, N, C)


def output_names(num_views: int) -> Tuple[str, ...]:
    """Names of what :class:`Recogniser` gives."""
    return ('probabilities', ) if num_views == 1 else ('probabilities', 'view_probabilities')


def random_images(num_images: int, shape: Tuple[int, int], dtype: torch.dtype) -> Tensor:
    """Images with large and small structures, always the same ones.

    Args:
        num_images (int): N.
        shape (tuple): H, W.
        dtype (torch.dtype): Of the pixels.

    Returns:
        Tensor: ``(N, H, W, 3)`` in 0..255.
    """
    generator = torch.Generator().manual_seed(0)
    coarse = torch.rand(num_images, 3, 4, 4, generator=generator)
    large = nn.functional.interpolate(coarse, shape, mode='bilinear')
    noise = torch.rand(num_images, 3, *shape, generator=generator)
    return (255 * (.8 * large + .2 * noise)).permute(0, 2, 3, 1).to(dtype)
