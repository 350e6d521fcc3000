"""One network of two, as a model of its own."""
from copy import deepcopy
from typing import Any, Dict, Sequence, Tuple

from torch import Tensor

NUM_VIEWS = 2
_OF_HEAD = ('num_classes', 'loss_recognition', 'init_cfg')


def take_view(model: Dict[str, Any], state_dict: Dict[str, Tensor], view: int,
              ) -> Tuple[Dict[str, Any], Dict[str, Tensor]]:
    """The network of one view, which mmpretrain's own ``ImageClassifier`` holds.

    Args:
        model (dict): Config of a ``DualViewClassifier`` whose head is a ``DualViewHead``.
        state_dict (dict[str, Tensor]): Its weights.
        view (int): 1 or 2.

    Returns:
        tuple: Config and weights of the one network. Its probabilities are what the view gave.

    Raises:
        ValueError: If there is no such view.
    """
    if model.get('type', '').rsplit('.', 1)[-1] != 'DualViewClassifier':
        raise ValueError(f'a {model.get("type")} has one network already: leave --view out')
    if view not in range(1, NUM_VIEWS + 1):
        raise ValueError(f'there is no view {view}: take 1 or 2')
    index = view - 1
    head = {name: value for name, value in model['head'].items() if name in _OF_HEAD}
    one = dict(
        type='ImageClassifier',
        backbone=deepcopy(_of_view(model['backbone'], index)),
        head=dict(type='RecognitionHead',
                  in_channels=_of_view(model['head']['in_channels'], index), **head))
    for name in ('neck', 'data_preprocessor'):
        if model.get(name):
            one[name] = deepcopy(_of_view(model[name], index))
    names = {f'backbone.{index}.': 'backbone.', f'neck.{index}.': 'neck.',
             f'head.classifiers.{index}.': 'head.fc.'}
    weights = {new + name[len(old):]: tensor for name, tensor in state_dict.items()
               for old, new in names.items() if name.startswith(old)}
    return one, weights


def _of_view(setting: Any, index: int) -> Any:
    """One setting for both views, or one per view."""
    is_list = isinstance(setting, Sequence) and not isinstance(setting, str)
    return setting[index] if is_list else setting
