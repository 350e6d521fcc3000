"""The same networks with nothing of the method."""
from copy import deepcopy
from typing import List, Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits


class BareNetworks(nn.Module):
    """Copies of a model's backbones and necks, each with a linear layer, and one plain loss.

    What a user would write without a toolbox: forward, binary cross-entropy, backward, step.

    Args:
        model (nn.Module): An mmpretrain classifier, or a ``DualViewClassifier``.
        images (Tensor | Sequence[Tensor]): Normalised ``(N, 3, H, W)``, one batch or one per
            network; more than there are networks are left out.
        labels (Tensor): Label codes ``(N, C)``; unknown labels count as absent.
    """

    def __init__(self, model: nn.Module, images: 'Tensor | Sequence[Tensor]',
                 labels: Tensor) -> None:
        super().__init__()
        # Several networks are a ModuleList, which a network itself never is.
        backbones = model.backbone if isinstance(model.backbone, nn.ModuleList) else [
            model.backbone]
        self.backbones = nn.ModuleList(deepcopy(list(backbones)))
        count = len(self.backbones)
        necks = [nn.Identity()] * count
        if model.neck is not None:
            necks = list(model.neck) if isinstance(model.neck, nn.ModuleList) else [model.neck]
        self.necks = nn.ModuleList(deepcopy(necks))
        self.images = [images] * count if isinstance(images, Tensor) else list(images)[:count]
        self.labels = labels.clamp(min=0)
        with torch.no_grad():
            widths = [feature.shape[1] for feature in self.features()]
        self.classifiers = nn.ModuleList(
            nn.Linear(width, labels.shape[1]) for width in widths).to(labels.device)

    def features(self) -> List[Tensor]:
        """``(N, D)`` of each network."""
        found = []
        for backbone, neck, images in zip(self.backbones, self.necks, self.images):
            feature = backbone(images)
            feature = neck(tuple(feature) if isinstance(feature, (tuple, list)) else (feature, ))
            found.append(feature[-1] if isinstance(feature, (tuple, list)) else feature)
        return found

    def forward(self) -> Tensor:
        """The summed losses of all networks, a number."""
        return sum(binary_cross_entropy_with_logits(classifier(feature), self.labels)
                   for classifier, feature in zip(self.classifiers, self.features()))
