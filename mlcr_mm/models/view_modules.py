"""One network per view, each with random weights of its own seed."""
from contextlib import contextmanager
from copy import deepcopy
from typing import Iterator, Sequence, Union

import torch
from mmengine.model import ModuleList

from mlcr_mm.registry import MODELS

ViewConfig = Union[dict, Sequence[dict]]


class ViewModules(ModuleList):
    """Builds and initialises the backbone or neck of each view.

    Args:
        name (str): What is built, for errors: 'backbone' or 'neck'.
        config (dict | Sequence[dict]): One config for all views or one per view.
        seeds (Sequence[int]): Seed of each view.

    Raises:
        ValueError: If the configs are neither one nor one per view.
    """

    def __init__(self, name: str, config: ViewConfig, seeds: Sequence[int]) -> None:
        configs = [config] * len(seeds) if isinstance(config, dict) else list(config)
        if len(configs) != len(seeds):
            raise ValueError(f'model.{name} must be one config or {len(seeds)}, got {len(configs)}')
        modules = []
        for view_config, seed in zip(configs, seeds):
            with _seeded(seed):  # torchvision and timm networks draw their weights when built
                modules.append(MODELS.build(deepcopy(view_config)))
        super().__init__(modules)
        self._seeds = tuple(seeds)

    def init_weights(self) -> None:
        """Initialise each view from its seed."""
        for module, seed in zip(self, self._seeds):
            if hasattr(module, 'init_weights'):
                with _seeded(seed):
                    module.init_weights()


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Draw from ``seed`` inside, and leave the random state outside as it was."""
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        yield
