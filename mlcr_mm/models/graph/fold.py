"""A trained label graph folded into plain classifiers, from the state dict alone."""
from typing import Dict, List, Mapping, Optional

import torch
from torch import Tensor

from .graph_settings import GraphSettings
from .label_gcn import refine_classifiers

PRE_TRAINING, GRAPH = 1, 2
"""Values of the buffer ``stage`` of a ``GCNHead``, before and after its graph has started."""


def has_started_graph(state_dict: Mapping[str, Tensor], prefix: str = 'head.') -> bool:
    """Whether the classifiers of this state dict come from the label graph."""
    return f'{prefix}stage' in state_dict and int(state_dict[f'{prefix}stage']) == GRAPH


def graph_classifiers(state_dict: Mapping[str, Tensor],
                      prefix: str = 'head.',
                      settings: Optional[GraphSettings] = None) -> List[Tensor]:
    """The classifiers ``W^t`` that the label graph of a state dict gives, without its model.

    Args:
        state_dict (Mapping[str, Tensor]): Of a model with a ``GCNHead`` whose graph has started.
        prefix (str): Of the names of the head's tensors. Defaults to 'head.'.
        settings (GraphSettings, optional): For a state dict that does not hold them, as those
            written before they were stored do not: then those of its config.

    Returns:
        list[Tensor]: ``(C, D + 1)`` per view.

    Raises:
        ValueError: If neither the state dict nor the argument gives the settings.
    """
    stored = state_dict.get(f'{prefix}gcn.settings')
    if stored is not None:
        settings = GraphSettings.from_tensor(stored)
    if settings is None:
        raise ValueError(f'the state dict has no {prefix}gcn.settings (an older version wrote it): '
                         'give settings=GraphSettings(...) with the values of its config')
    adjacency, *weights = (
        state_dict[prefix + name] for name in ('adjacency', 'gcn.weight0', 'gcn.weight1'))
    return [
        refine_classifiers(initial, adjacency, *weights, settings)
        for initial in state_dict[f'{prefix}initial_classifiers']
    ]


@torch.no_grad()
def fold_state_dict(state_dict: Mapping[str, Tensor],
                    prefix: str = 'head.',
                    settings: Optional[GraphSettings] = None) -> Dict[str, Tensor]:
    """A state dict without a started graph that predicts what ``state_dict`` predicts.

    What ``GCNHead.fold_graph`` does, without a model. A state dict whose graph has not started, or
    has no label graph, keeps all its values.

    Args:
        state_dict (Mapping[str, Tensor]): Is not changed.
        prefix (str): See :func:`graph_classifiers`. Defaults to 'head.'.
        settings (GraphSettings, optional): See :func:`graph_classifiers`.

    Returns:
        dict[str, Tensor]: The same names; tensors that keep their values are shared.

    Raises:
        ValueError: See :func:`graph_classifiers`.
    """
    folded = dict(state_dict)
    if not has_started_graph(state_dict, prefix):
        return folded
    for view, weights in enumerate(graph_classifiers(state_dict, prefix, settings)):
        folded[f'{prefix}classifiers.{view}.weight'] = weights[:, :-1].clone()
        folded[f'{prefix}classifiers.{view}.bias'] = weights[:, -1].clone()
    for name in ('adjacency', 'initial_classifiers'):
        folded[prefix + name] = torch.zeros_like(state_dict[prefix + name])
    folded[f'{prefix}stage'] = torch.full_like(state_dict[f'{prefix}stage'], PRE_TRAINING)
    return folded
