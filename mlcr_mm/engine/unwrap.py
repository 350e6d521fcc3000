"""The model inside of wrappers."""
from mmengine.model import BaseTTAModel, is_model_wrapper
from torch import nn


def unwrap_model(model: nn.Module) -> nn.Module:
    """Take off the wrappers of distributed training and test-time augmentation.

    Args:
        model (nn.Module): ``runner.model``.

    Returns:
        nn.Module: The model that the config describes.
    """
    while is_model_wrapper(model) or isinstance(model, BaseTTAModel):
        model = model.module
    return model
