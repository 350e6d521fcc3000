"""Classifiers of an old training for the labels of a new one."""
from typing import Dict, Optional, Sequence

from torch import Tensor

_CLASSIFIERS = ('head.classifiers.', 'head.fc.')


def is_classifier(name: str) -> bool:
    """Whether a tensor of a state dict is a plain classifier of a head: a row per label."""
    return name.startswith(_CLASSIFIERS)


def take_classifiers(new: Dict[str, Tensor], old: Dict[str, Tensor],
                     labels: Optional[Sequence[str]],
                     old_labels: Optional[Sequence[str]]) -> str:
    """Copy the rows of labels that both trainings have, by name.

    Args:
        new (dict[str, Tensor]): State dict of the model to be trained; its rows are replaced.
        old (dict[str, Tensor]): State dict of the old training.
        labels (Sequence[str], optional): Label names of the new training set.
        old_labels (Sequence[str], optional): Those of the old one. Where either is None, all rows
            are copied if the shapes are equal.

    Returns:
        str: What was taken over, for the log.
    """
    names = [name for name in new if is_classifier(name)]
    if labels is None or old_labels is None:
        fits = all(name in old and old[name].shape == new[name].shape for name in names)
        if fits:
            new.update({name: old[name] for name in names})
        return f'classifiers {"taken over" if fits else "fresh"}: their labels have no names'
    rows = [(index, list(old_labels).index(label))
            for index, label in enumerate(labels) if label in old_labels]
    fits = all(name in old and old[name].shape[1:] == new[name].shape[1:]
               and len(old[name]) == len(old_labels) for name in names)
    if not rows or not fits:
        return f'fresh classifiers for {list(labels)}'
    for name in names:
        for index, row in rows:
            new[name][index] = old[name][row]
    missing = [label for label in labels if label not in old_labels]
    if missing:
        return f'classifiers of {len(rows)} labels by name, fresh ones for {missing}'
    return f'classifiers of all {len(rows)} labels by name'
