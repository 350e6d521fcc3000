"""Starting a new training from the weights of an old one."""
from typing import Any, Dict, List, Mapping, Optional, Sequence

from mmengine.model import BaseModel
from torch import Tensor

from mlcr_mm.models import GCNHead
from mlcr_mm.models.graph import fold_state_dict, has_started_graph

from .classifier_rows import is_classifier, take_classifiers

State = Dict[str, Tensor]
_TEACHER = 'teacher.module.'
# What belongs to the past of a run: its graph, its average, the place that they have reached, and
# where it decided.
_PAST = ('head.gcn.', 'head.adjacency', 'head.initial_classifiers', 'head.stage',
         'head.logit_shift', 'teacher.')


def adapt_weights(model: BaseModel, checkpoint: Dict[str, Any], labels: Optional[Sequence[str]],
                  old_labels: Optional[Sequence[str]], path: str) -> str:
    """Make the state dict of a checkpoint one from which the first phase of a training can start.

    Classifiers that a label graph had refined are folded into plain ones, with the same
    predictions. The row of a label is taken over where the old training had a label of the same
    name; other labels, and all that does not fit, start as the model initialised them. The average
    of a mean teacher becomes the student.

    Args:
        model (BaseModel): That is to be trained, with its initial weights.
        checkpoint (dict): Loaded by mmengine; its ``state_dict`` is replaced.
        labels (Sequence[str], optional): Label names of the new training set.
        old_labels (Sequence[str], optional): Those of the old one. Where either is None, the
            classifiers are taken over if their shapes are equal.
        path (str): The checkpoint, for messages.

    Returns:
        str: One line that says what was taken over.

    Raises:
        ValueError: If no weight of a backbone fits.
    """
    notes: List[str] = []
    old = _student_of(checkpoint.get('state_dict', checkpoint))
    if has_started_graph(old):
        configured = model.head.gcn.graph_settings if isinstance(model.head, GCNHead) else None
        old = fold_state_dict(old, settings=configured)
        notes.append('its label graph is folded into plain classifiers')
    new = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
    taken = {name: tensor for name, tensor in old.items()
             if name in new and tensor.shape == new[name].shape
             and not is_classifier(name) and not name.startswith(_PAST)}
    # Counters of batches fit any network.
    if not any(name.startswith('backbone.') and tensor.dim() for name, tensor in taken.items()):
        raise ValueError(f'load_from={path}: no weight of its backbone fits the model of this '
                         'config; where the networks themselves are the same, write '
                         "model.backbone.init_cfg=dict(type='Pretrained', checkpoint=..., "
                         f"prefix='{_network_prefix(old)}')")
    new.update(taken)
    notes.append(take_classifiers(new, old, labels, old_labels))
    networks = [name for name in new if name.startswith(('backbone.', 'neck.'))]
    fresh = sum(name not in taken for name in networks)
    notes.append(f'{fresh} of {len(networks)} tensors of the networks do not fit and start anew'
                 if fresh else 'all weights of the networks')
    checkpoint['state_dict'] = new
    return f'the first phase starts from {path}: {"; ".join(notes)}'


def _student_of(state: Mapping[str, Tensor]) -> State:
    """The state dict with the average of a mean teacher, if there is one, as the network."""
    steps = state.get('teacher.steps')
    if steps is None or not steps:
        return dict(state)
    teacher = {name[len(_TEACHER):]: tensor for name, tensor in state.items()
               if name.startswith(_TEACHER)}
    return {**state, **teacher}


def _network_prefix(state: State) -> str:
    """Where a checkpoint has the weights of one network."""
    prefixes = (f'{_TEACHER}backbone.', 'backbone.0.')
    return next((prefix for prefix in prefixes
                 if any(name.startswith(prefix) for name in state)), 'backbone.')
