"""What every maker of targets for unlabelled images has in common."""
from abc import abstractmethod
from typing import Any, ClassVar, Dict, Optional, Tuple

import numpy as np
import torch
from mmengine.hooks.hook import DATA_BATCH
from mmengine.model import BaseModel
from torch import Tensor

from mlcr_mm.whole_numbers import is_whole_number

from .subject_offsets import num_comparable_subjects, remove_subject_offsets
from .unlabeled_part import UnlabeledPart


class UnlabeledTargets:
    """Targets that the unlabelled images carry in training, one per image.

    Subclasses say in :meth:`update` how predictions become targets, and what else they remember in
    :attr:`STATE`. The targets are kept in the checkpoint, beside the state dict: a prediction does
    not need them, and an exact resume does.

    Args:
        every (int, optional): Epochs after which the targets are made again, counted from the start
            of the phase that names them. Defaults to None: only at its start.
        remove_subject_offsets (bool): Whether what the views say of a person, whatever the face
            does, is taken away before they become targets; see :func:`remove_subject_offsets`. It
            needs several images of each person, and an unlabelled part that tells the person
            (``subject_pattern`` or ``subject_file``); otherwise it changes nothing. Defaults to
            False.

    Raises:
        ValueError: If ``every`` is no whole number, or below 1, or a switch neither True nor False.

    Attributes:
        values (Tensor, optional): ``(N, ...)``, row i belongs to the i-th unlabelled image; None
            before the first update.
    """

    FIELD: ClassVar[str]
    STATE: ClassVar[Tuple[str, ...]] = ()

    def __init__(self,
                 every: Optional[int] = None,
                 remove_subject_offsets: bool = False) -> None:
        if every is not None and not is_whole_number(every):
            raise ValueError(f'{type(self).__name__}: every must be a whole number >= 1 or None, '
                             f'got {every!r}')
        check_switch(self, 'remove_subject_offsets', remove_subject_offsets)
        self.every = every
        self.remove_subject_offsets = remove_subject_offsets
        self.values: Optional[Tensor] = None

    @abstractmethod
    def check(self, model: BaseModel) -> None:
        """Refuse a model that cannot learn from these targets.

        Args:
            model (BaseModel): Without wrappers.

        Raises:
            TypeError: With what to write.
        """

    def make(self, logits: np.ndarray, labels: np.ndarray, subjects: np.ndarray) -> str:
        """Make the targets from what the views say of the unlabelled images.

        Args:
            logits (np.ndarray): ``(V, N, C)``; the rows of images that cannot be read are NaN.
            labels (np.ndarray): Label codes of the labelled images, ``(M, C)``.
            subjects (np.ndarray): Of the unlabelled images, integers ``(N,)``; -1 where the subject
                is not known.

        Returns:
            str: What to say of it in the log.
        """
        readable = np.where(np.isnan(logits).any(axis=(0, 2)), -1, subjects)
        number = num_comparable_subjects(readable) if self.remove_subject_offsets else 0
        if not number:
            return self.update(logits, labels)
        moved = np.stack([remove_subject_offsets(view, subjects) for view in logits])
        line = f'{self.update(moved, labels)}, without the offsets of {number} subjects'
        untold = int((subjects < 0).sum())
        return f'{line} (unknown for {untold} of {len(subjects)} images)' if untold else line

    @abstractmethod
    def update(self, logits: np.ndarray, labels: np.ndarray) -> str:
        """Turn what the views say of the unlabelled images into targets.

        Args:
            logits (np.ndarray): ``(V, N, C)``; the rows of images that cannot be read are NaN.
            labels (np.ndarray): Label codes of the labelled images, ``(M, C)``.

        Returns:
            str: What to say of it in the log.
        """

    @property
    def is_final(self) -> bool:
        """bool: Whether the targets are not to be made again."""
        return False

    def is_due(self, epoch: int, start: int) -> bool:
        """Whether targets are to be made before an epoch.

        Args:
            epoch (int): Counted from 0.
            start (int): First epoch of the phase that names the targets.
        """
        passed = epoch - start
        return passed == 0 or (self.every is not None and passed > 0 and passed % self.every == 0
                               and not self.is_final)

    def target(self, value: Tensor) -> Tensor:
        """What an image carries, from its row of :attr:`values`."""
        return value

    def attach(self, unlabeled: UnlabeledPart, data_batch: DATA_BATCH) -> None:
        """Give the unlabelled images of a batch their targets, in the field :attr:`FIELD`."""
        if self.values is None:
            return
        for place, sample in unlabeled.samples_of(data_batch):
            target = self.target(self.values[place].float())
            # NaN: the image could not be read when the views predicted.
            if target.isfinite().all():
                sample.set_field(target, self.FIELD)

    def state_dict(self) -> Dict[str, Any]:
        """What a checkpoint keeps."""
        return dict(type=type(self).__name__, values=self.values,
                    **{name: getattr(self, name) for name in self.STATE})

    def load_state_dict(self, state: Dict[str, Any], num_images: int) -> None:
        """Go on from a checkpoint.

        Args:
            state (dict): Of :meth:`state_dict`.
            num_images (int): Unlabelled images of the training set.

        Raises:
            ValueError: If the targets are of another kind or of other images.
        """
        if state['type'] != type(self).__name__:
            raise ValueError(f"the checkpoint has targets of {state['type']}, the config has "
                             f'{type(self).__name__}: resume with the config of the run')
        values = state['values']
        if values is not None and len(values) != num_images:
            raise ValueError(f'the checkpoint has targets of {len(values)} unlabelled images, the '
                             f'training set has {num_images}: resume with the images that the run '
                             'was started with')
        self.values = values if values is None else values.cpu()
        for name in self.STATE:
            setattr(self, name, state[name])


def as_tensor(values: np.ndarray) -> Tensor:
    """A tensor of an array, in memory of its own."""
    return torch.from_numpy(np.ascontiguousarray(values))


def check_switch(targets: UnlabeledTargets, name: str, value: Any) -> None:
    """Refuse a switch that is neither on nor off: a word such as 'no' would be on.

    Raises:
        ValueError: Naming class, switch and value.
    """
    if not isinstance(value, bool):
        raise ValueError(f'{type(targets).__name__}: {name} must be True or False, got {value!r}')
