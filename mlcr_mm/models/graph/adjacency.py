"""The graph of label dependencies: from labels, from a file, normalised."""
import warnings
from pathlib import Path
from typing import Optional, Sequence, Union

import numpy as np
import torch
from torch import Tensor

from mlcr_mm.labels import ABSENT, PRESENT, known_mask

Adjacency = Union[str, Sequence[Sequence[float]], np.ndarray, Tensor]

# The place of each is its code in checkpoints: append, do not reorder.
NORMALIZATIONS = (None, 'symmetric', 'released')


def _conditional(event: Tensor, known: Tensor) -> Tensor:
    """``P(event of i | event of j)`` over the images where both labels are known; 1/2 if none.

    One half says that j tells nothing of i, which Eq. (8) turns into "no link".
    """
    event = event.double()
    joint = event.T @ event  # (C, C)
    condition = known.double().T @ event  # (C, C): images with the event of j and i known
    return torch.where(condition > 0, joint / condition.clamp(min=1), torch.full_like(joint, 0.5))


def adjacency_from_labels(labels: Tensor) -> Tensor:
    r"""Adjacency matrix of the labels, from how they depend on each other.

    Eq. (7) and (8) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_:

    .. math::
        P_{ij} &= \tfrac12 (P(L_i = 1 | L_j = 1) + P(L_i = 0 | L_j = 0)) \\
        \hat A &= |2 P - 1|

    Every pair is counted over the images where both labels are known. A label without any known
    value has no link but to itself.

    Args:
        labels (Tensor): Label codes 1, 0, -1, ``(N, C)``.

    Returns:
        Tensor: float32 ``(C, C)`` in [0, 1], the diagonal 1; the column is the condition.

    Raises:
        ValueError: If no label is known.
    """
    known = known_mask(labels)
    if not known.any():
        raise ValueError('the adjacency matrix needs labelled images, but every label is unknown')
    present = _conditional(labels == PRESENT, known)
    absent = _conditional(labels == ABSENT, known)
    return (present + absent - 1).abs().fill_diagonal_(1).float()


def load_adjacency(adjacency: Adjacency, num_classes: int) -> Tensor:
    """Read and check an adjacency matrix that the user gives.

    Args:
        adjacency (str | array): A matrix, or its file: ``.npy``, or text with one row per line.
        num_classes (int): C.

    Returns:
        Tensor: float32 ``(C, C)``.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is no ``(C, C)`` matrix of finite numbers >= 0. Nothing in a file is run.
    """
    where = 'adjacency'
    if isinstance(adjacency, str):
        where = f'adjacency file {adjacency}'
        if not Path(adjacency).is_file():
            raise FileNotFoundError(f'{where} does not exist; set model.head.adjacency to an '
                                    'existing file, or to None for the training labels')
        adjacency = _read_matrix(adjacency, where)
    with np.errstate(over='ignore'):  # infinity is refused below
        matrix = torch.as_tensor(np.asarray(adjacency, dtype=np.float32))
    if matrix.shape != (num_classes, num_classes):
        raise ValueError(f'{where} has shape {tuple(matrix.shape)}, expected '
                         f'({num_classes}, {num_classes}): one row and column per label')
    if not (torch.isfinite(matrix).all() and (matrix >= 0).all()):
        raise ValueError(f'{where} must hold finite numbers >= 0 (Eq. 8 takes absolute values)')
    return matrix


def _read_matrix(path: str, where: str) -> np.ndarray:
    """Numbers of a file; nothing in it is run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('error', UserWarning)  # that it holds nothing
            read = np.load(path, allow_pickle=False) if path.endswith('.npy') else np.loadtxt(
                path, delimiter=',' if path.endswith('.csv') else None, ndmin=2)
        if read.dtype.kind not in 'buif':
            raise TypeError(f'they are {read.dtype}')
        return read
    # A damaged header of .npy raises what Python's parser raises.
    except Exception as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise ValueError(f'{where} holds no matrix of numbers ({reason})') from error


def check_normalization(normalize: Optional[str]) -> None:
    """Refuse what is none of ``NORMALIZATIONS``.

    Raises:
        ValueError: With the choices.
    """
    if normalize not in NORMALIZATIONS:
        raise ValueError("model.head.normalize must be 'released', 'symmetric' or None, got "
                         f'{normalize!r}')


def normalize_adjacency(adjacency: Tensor, normalize: Optional[str]) -> Tensor:
    r"""Scale an adjacency matrix by its row sums.

    With :math:`D` the diagonal matrix of the row sums of :math:`\hat A`:

    - None, the paper's (Eq. 6): :math:`\hat A` as it is.
    - 'released', the authors' code (``net/resnet_gcn.py`` of nxsEdson/MLCR): it computes
      :math:`(\hat A D^{-1/2})^T D^{-1/2} = D^{-1/2} \hat A^T D^{-1/2}`. The transpose makes the
      condition of Eq. (7) the row, while the row sums are those of the matrix before.
    - 'symmetric', ours: :math:`D^{-1/2} \hat A D^{-1/2}`, the normalisation of
      `Graph Convolutional Networks <https://arxiv.org/abs/1609.02907>`_. The same as 'released'
      where :math:`\hat A` is symmetric, which that of Eq. (8) is not.

    Args:
        adjacency (Tensor): ``(C, C)``, >= 0.
        normalize (str, optional): 'released', 'symmetric' or None.

    Returns:
        Tensor: ``(C, C)``.

    Raises:
        ValueError: If ``normalize`` is none of them.
    """
    check_normalization(normalize)
    if normalize is None:
        return adjacency
    scale = adjacency.sum(dim=1).clamp(min=torch.finfo(adjacency.dtype).tiny).rsqrt()  # (C,)
    if normalize == 'released':
        adjacency = adjacency.T
    return scale[:, None] * adjacency * scale[None, :]
