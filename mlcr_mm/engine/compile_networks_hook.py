"""Compiled backbones."""
from typing import Any, List

from mmengine.hooks import Hook
from mmengine.runner import Runner
from torch import nn

from mlcr_mm.registry import HOOKS

from .unwrap import unwrap_model


@HOOKS.register_module()
class CompileNetworksHook(Hook):
    """Compiles the backbones of a model in training, by ``torch.compile``.

    Only they: heads and losses ask which phase it is and who else trains. The modules stay what
    they are, so that checkpoints, ``--resume``, phases and ``DistributedDataParallel`` know nothing
    of it, and a checkpoint can be resumed with or without. Compiled code rounds in other places:
    the numbers of a run are its own, and only a run that is resumed as it began goes on bit for
    bit.

    Args:
        enable (bool): Whether to do anything. Defaults to False.
        **kwargs: Those of :func:`torch.compile`, as ``backend`` or ``mode``.
    """

    def __init__(self, enable: bool = False, **kwargs: Any) -> None:
        self.enable = enable
        self.kwargs = kwargs

    def before_train(self, runner: Runner) -> None:
        """Have the backbones compiled when they are first used."""
        if self.enable:
            for network in networks_of(unwrap_model(runner.model)):
                network.compile(**self.kwargs)


def networks_of(model: nn.Module) -> List[nn.Module]:
    """The backbones of a model, one or one per view; none where it has no backbone."""
    backbone = getattr(model, 'backbone', None)
    if backbone is None:
        return []
    return list(backbone) if isinstance(backbone, nn.ModuleList) else [backbone]
