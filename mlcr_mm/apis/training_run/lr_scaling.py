"""The learning rate of ``--auto-scale-lr``."""
from mmengine.config import Config


def enable_lr_scaling(config: Config) -> None:
    """Let the runner multiply the learning rate by the batch size over that of the config.

    Args:
        config (Config): Of a training; ``auto_scale_lr.enable`` is set in place.

    Raises:
        ValueError: If the config does not say what batch size its learning rate is for.
    """
    scaling = config.get('auto_scale_lr')
    if not scaling or not scaling.get('base_batch_size'):
        raise ValueError('--auto-scale-lr needs the batch size that the learning rate of the '
                         'config is for: write auto_scale_lr=dict(base_batch_size=N) into it, N '
                         'the images of a batch in all processes together')
    scaling.enable = True
