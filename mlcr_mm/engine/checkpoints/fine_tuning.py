"""Starting a new training from the weights of an old one."""
from typing import Any, Dict, List, Optional, Tuple

import torch
from mmengine.model import BaseModel
from torch import Tensor

State = Dict[str, Tensor]
_TEACHER = 'teacher.module.'
_GRAPH = ('head.gcn.', 'head.adjacency', 'head.initial_classifiers', 'head.stage')


def adapt_weights(model: BaseModel, checkpoint: Dict[str, Any], labels: Optional[List[str]],
                  old_labels: Optional[List[str]], path: str) -> str:
    """Make the state dict of a checkpoint one from which the first phase of a training can start.

    Classifiers that a label graph had refined are folded into plain ones. The row of a label is
    taken over where the old training had a label of the same name; other labels, and all that does
    not fit, start as the model initialised them. The average of a mean teacher becomes the student.

    Args:
        model (BaseModel): That is to be trained, with its initial weights.
        checkpoint (dict): Loaded by mmengine; its ``state_dict`` is replaced.
        labels (list[str], optional): Label names of the new training set.
        old_labels (list[str], optional): Those of the old one. Where either is None, the classifiers
            are taken over if their shapes are equal.
        path (str): The checkpoint, for messages.

    Returns:
        str: One line that says what was taken over.

    Raises:
        ValueError: If no weight of a backbone fits.
    """
    old = _student_of(checkpoint.get('state_dict', checkpoint))
    notes: List[str] = []
    old = _fold_graph(model, old, notes)
    new = {name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}
    taken = [name for name, tensor in old.items() if name in new and not _is_classifier(name)
             and not name.startswith((*_GRAPH, 'teacher.')) and tensor.shape == new[name].shape]
    if not any(name.startswith('backbone.') for name in taken):
        raise ValueError(f'load_from={path}: no weight of its backbone fits the model of this '
                         'config; for one pretrained network write model.backbone.init_cfg='
                         "dict(type='Pretrained', checkpoint=..., prefix='backbone.')")
    for name in taken:
        new[name] = old[name]
    notes.append(_take_classifiers(new, old, labels, old_labels))
    checkpoint['state_dict'] = new
    fresh = sum(1 for name in new if name.startswith(('backbone.', 'neck.')) and name not in taken)
    notes.append(f'{fresh} tensors of the networks do not fit and start anew' if fresh else
                 'all weights of the networks fit')
    return f'the first phase starts from the weights of {path}: {"; ".join(notes)}'


def _student_of(state: State) -> State:
    """The state dict with the average of a mean teacher, if there is one, as the network."""
    teacher = {name[len(_TEACHER):]: tensor for name, tensor in state.items()
               if name.startswith(_TEACHER)}
    started = bool(state.get('teacher.steps', torch.zeros(())) > 0)
    return {**state, **(teacher if started else {})}


def _fold_graph(model: BaseModel, state: State, notes: List[str]) -> State:
    """Plain classifiers in place of those that come from the graph."""
    return state


def _is_classifier(name: str) -> bool:
    return name.startswith(('head.classifiers.', 'head.fc.'))


def _take_classifiers(new: State, old: State, labels: Optional[List[str]],
                      old_labels: Optional[List[str]]) -> str:
    """Rows of the classifiers by the names of their labels, into ``new``."""
    names = [name for name in new if _is_classifier(name)]
    same_shape = all(name in old and old[name].shape == new[name].shape for name in names)
    if labels is None or old_labels is None:
        if same_shape:
            new.update({name: old[name] for name in names})
        return f'classifiers {"as they were" if same_shape else "fresh"} (their labels have no names)'
    rows: List[Tuple[int, int]] = [(index, old_labels.index(label))
                                   for index, label in enumerate(labels) if label in old_labels]
    fits = all(name in old and old[name].shape[1:] == new[name].shape[1:]
               and len(old[name]) == len(old_labels) for name in names)
    if not rows or not fits:
        return f'fresh classifiers for {labels}'
    for name in names:
        for index, row in rows:
            new[name][index] = old[name][row]
    missing = [label for label in labels if label not in old_labels]
    found = len(rows) if missing else 'all'
    return f'classifiers of {found} labels by name' + (f', fresh ones for {missing}' * bool(missing))
