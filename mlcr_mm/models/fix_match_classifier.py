"""Pseudo-labels from weakly for strongly augmented images."""
from typing import Dict, List

import torch
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.registry import MODELS

from .two_augmentation_classifier import Inputs, TwoAugmentationClassifier


@MODELS.register_module()
class FixMatchClassifier(TwoAugmentationClassifier):
    """FixMatch for multi-label images.

    After `FixMatch <https://arxiv.org/abs/2001.07685>`_ (Sohn et al. 2020): confident predictions
    from the first, weak augmentation of an image are labels for the second, strong one. Differs
    from it: a pair of thresholds per label in place of one for the most likely class, and the
    network itself is tested, not the average of its weights.

    The training pipeline is a ``MultiView`` with ``num_views=[1, 1]`` and
    ``transforms=[weak, strong]``; the head must be a ``PseudoLabelHead``, which says what is
    learned from which augmentation.
    """

    def loss(self, inputs: Inputs, data_samples: List[DataSample]) -> Dict[str, Tensor]:
        """Losses of a batch.

        Args:
            inputs (Tensor | Sequence[Tensor]): Images ``(N, 3, H, W)``, or a weak and a strong
                augmentation of them.
            data_samples (list[DataSample]): With ``gt_score`` ``(C,)``.

        Returns:
            dict[str, Tensor]: ``loss_recognition``, ``loss_pseudo_label``, ``labeled_images``,
            ``confident``.

        Raises:
            ValueError: If the two augmentations differ in size.
        """
        weak, strong = self.split_augmentations(inputs)
        if weak.shape != strong.shape:
            raise ValueError('weak and strong augmentation must give images of one size, got '
                             f'{tuple(weak.shape)} and {tuple(strong.shape)}')
        # One pass over both, so that batch normalisation sees them together, as in FixMatch. None
        # over the strong ones while the loss is off: nothing is learned from them.
        images = torch.cat([weak, strong]) if self.head.is_on('loss_pseudo_label') else weak
        return self.head.loss(self.extract_feat(images), data_samples)
