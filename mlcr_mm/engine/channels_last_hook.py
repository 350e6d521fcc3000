"""Memory layout of the network."""
import torch
from mmengine.hooks import Hook
from mmengine.runner import Runner

from mlcr_mm.registry import HOOKS


@HOOKS.register_module()
class ChannelsLastHook(Hook):
    """Puts the weights into channels-last layout, which convolutions on CPUs and tensor cores like.

    Results differ from the other layout by rounding only. ``tools/benchmark.py`` measures the gain.
    """

    priority = 'VERY_HIGH'  # before the EMA hook copies the model

    def before_run(self, runner: Runner) -> None:
        """Convert the model once, before training, validation or test."""
        runner.model.to(memory_format=torch.channels_last)
