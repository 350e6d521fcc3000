"""Losses of a head that align logits to the labels' shares, in a training."""
from typing import Any, Dict, Mapping

import torch
from mmengine.model import BaseModel
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.labels import label_shares
from mlcr_mm.models.losses import ShareAlignedCoRegularizationLoss


def aligned_losses(model: BaseModel) -> Dict[str, ShareAlignedCoRegularizationLoss]:
    """Those of the model's head, by name."""
    return {name: child for name, child in model.head.named_children()
            if isinstance(child, ShareAlignedCoRegularizationLoss)}


def tell_label_shares(model: BaseModel, dataset: Dataset) -> None:
    """Tell the losses how often each label is present.

    Args:
        model (BaseModel): Without wrappers.
        dataset (Dataset): The training set.

    Raises:
        TypeError: If its labels cannot be read.
    """
    for name, loss in aligned_losses(model).items():
        try:
            labels = label_matrix(getattr(dataset, 'labeled', dataset))
        except TypeError as error:
            raise TypeError(f'{error}: model.head.{name} needs them; '
                            "type='CoRegularizationLoss' does not") from error
        loss.set_label_shares(torch.from_numpy(label_shares(labels)))


def training_states(model: BaseModel) -> Dict[str, Any]:
    """What a checkpoint keeps of the losses, beside the state dict."""
    return {name: loss.training_state() for name, loss in aligned_losses(model).items()}


def load_training_states(model: BaseModel, states: Mapping[str, Any]) -> None:
    """Go on from :func:`training_states`; a loss of which it says nothing starts anew."""
    for name, loss in aligned_losses(model).items():
        if name in states:
            loss.load_training_state(states[name])
