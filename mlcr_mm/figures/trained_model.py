"""The model of a config with the weights of a checkpoint."""
from typing import Optional

from mmengine.config import Config
from mmengine.device import get_device
from mmengine.model import BaseModel
from mmengine.runner import CheckpointLoader
from mmpretrain.apis import get_model

from mlcr_mm.engine.checkpoints.checkpoint_fit import check_checkpoint_fits


def load_trained_model(config: Config, checkpoint: str, device: Optional[str] = None) -> BaseModel:
    """Build a model and load a checkpoint into it, for prediction.

    Args:
        config (Config): With ``model``.
        checkpoint (str): A checkpoint of training, or one with nothing but ``state_dict``.
        device (str, optional): E.g. 'cpu', 'cuda:1'. Defaults to a GPU if there is one.

    Returns:
        BaseModel: In evaluation mode on the device.

    Raises:
        FileNotFoundError: If there is no such checkpoint.
        ValueError: If it does not fit the config.
    """
    content = CheckpointLoader.load_checkpoint(checkpoint, map_location='cpu')
    state_dict = content.get('state_dict', content)
    model = get_model(config, pretrained=False)
    check_checkpoint_fits(model, state_dict, checkpoint)
    model.load_state_dict(state_dict)
    return model.to(device or get_device()).eval()
