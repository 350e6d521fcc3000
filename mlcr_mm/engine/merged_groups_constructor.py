"""An optimizer with as few groups of parameters as its settings need."""
from typing import Any, Dict, List

from mmengine.optim import DefaultOptimWrapperConstructor, OptimWrapper
from torch import nn

from mlcr_mm.registry import OPTIM_WRAPPER_CONSTRUCTORS


@OPTIM_WRAPPER_CONSTRUCTORS.register_module()
class MergedGroupsConstructor(DefaultOptimWrapperConstructor):
    """mmengine's constructor, with one group for all parameters that have the same settings.

    With ``paramwise_cfg`` mmengine makes a group of every single parameter: an optimizer that could
    move all weights by a few calls (``fused``, ``foreach``) makes several calls for each then. The
    weights that come out are the same.

    Args:
        *args: Those of :class:`mmengine.optim.DefaultOptimWrapperConstructor`.
        **kwargs: See there.
    """

    def __call__(self, model: nn.Module) -> OptimWrapper:
        """Build the optimizer and its wrapper.

        Args:
            model (nn.Module): Whose parameters are trained.

        Returns:
            OptimWrapper: Its groups are in the order of their first parameters.
        """
        wrapper = super().__call__(model)
        optimizer = wrapper.optimizer
        optimizer.param_groups[:] = merge_groups(optimizer.param_groups)
        return wrapper


def merge_groups(groups: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Join groups that differ in nothing but their parameters.

    Args:
        groups (list[dict]): As an optimizer has them; not changed.
    """
    merged: List[Dict[str, Any]] = []
    for group in groups:
        same = next((other for other in merged if _settings(other) == _settings(group)), None)
        if same is None:
            merged.append(dict(group, params=list(group['params'])))
        else:
            same['params'] += group['params']
    return merged


def _settings(group: Dict[str, Any]) -> Dict[str, Any]:
    return {name: value for name, value in group.items() if name != 'params'}
