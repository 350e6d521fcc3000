"""How classifiers are computed over the label graph, as a value and as a tensor."""
from dataclasses import dataclass
from typing import Optional

import torch
from torch import Tensor

from .adjacency import NORMALIZATIONS, check_normalization


@dataclass(frozen=True)
class GraphSettings:
    """All that a prediction over the label graph depends on beside weights and adjacency matrix.

    The state dict of a :class:`LabelGCN` holds it as a tensor, so that a checkpoint alone says how
    its classifiers are computed.

    Args:
        normalize (str, optional): See :func:`normalize_adjacency`.
        negative_slope (float): Slope of the leaky ReLU.
        residual (bool): Whether the classifiers themselves are added to the output.

    Raises:
        ValueError: If ``normalize`` is unknown.
    """
    normalize: Optional[str]
    negative_slope: float
    residual: bool

    def __post_init__(self) -> None:
        check_normalization(self.normalize)

    def to_tensor(self) -> Tensor:
        """float64 ``(3,)``: place in ``NORMALIZATIONS``, slope, 1 if residual and 0 if not."""
        return torch.tensor(
            [NORMALIZATIONS.index(self.normalize), self.negative_slope, self.residual],
            dtype=torch.float64,
            device='cpu')

    @classmethod
    def from_tensor(cls, tensor: Tensor) -> 'GraphSettings':
        """The inverse of :meth:`to_tensor`.

        Raises:
            ValueError: If the tensor holds no settings.
        """
        values = tensor.tolist()
        if (len(values) != 3 or values[0] not in range(len(NORMALIZATIONS))
                or values[2] not in (0, 1)):
            raise ValueError(f'{values} are no settings of a label graph: expected the place in '
                             f'{NORMALIZATIONS}, a slope, and 0 or 1')
        return cls(NORMALIZATIONS[int(values[0])], values[1], bool(values[2]))
