"""Multi-view loss: the classifiers of the two views shall be orthogonal."""
from torch import Tensor, nn

from mlcr_mm.registry import MODELS

from .precision import at_least_float32


def multi_view_loss(weights1: Tensor, weights2: Tensor, signed: bool, eps: float = 1e-8) -> Tensor:
    r"""Mean cosine between the classifiers of the same label in two views.

    Eq. (3) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_ with
    :math:`W_{ij} = [w_{ij}\ b_{ij}]`:

    .. math::
        L_{mv} = \frac{1}{C} \sum_j \frac{W_{1j}^T W_{2j}}{\|W_{1j}\| \|W_{2j}\|}

    Differs from the paper: the absolute value of each cosine is taken unless ``signed``, as in the
    authors' code. The plain cosine has its minimum at opposite, not at orthogonal, classifiers.

    Args:
        weights1 (Tensor): Classifiers of the first view, ``(C, D + 1)``, the bias last.
        weights2 (Tensor): Classifiers of the second view, ``(C, D + 1)``.
        signed (bool): Use the literal equation.
        eps (float): Lower bound of each norm. Defaults to 1e-8.

    Returns:
        Tensor: A scalar in [0, 1], or in [-1, 1] if ``signed``.

    Raises:
        ValueError: If the two shapes differ.
    """
    if weights1.shape != weights2.shape:
        raise ValueError(
            'the multi-view loss compares classifiers of one shape (C, D + 1), got '
            f'{tuple(weights1.shape)} and {tuple(weights2.shape)}: give both views the same '
            'feature width (for instance a LinearNeck on one of them) or set loss_multi_view=None')
    weights1, weights2 = at_least_float32(weights1), at_least_float32(weights2)
    norms1 = weights1.norm(dim=1).clamp(min=eps)  # (C,)
    norms2 = weights2.norm(dim=1).clamp(min=eps)  # (C,)
    cosine = (weights1 * weights2).sum(dim=1) / (norms1 * norms2)  # (C,)
    return (cosine if signed else cosine.abs()).mean()


@MODELS.register_module()
class MultiViewLoss(nn.Module):
    """Module form of :func:`multi_view_loss`.

    Args:
        signed (bool): Use the literal Eq. (3) instead of absolute cosines. Defaults to False.
        loss_weight (float): ``lambda_mv`` of Eq. (5). Defaults to 1.0.
    """

    def __init__(self, signed: bool = False, loss_weight: float = 1.0) -> None:
        super().__init__()
        self.signed = signed
        self.loss_weight = loss_weight

    def forward(self, weights1: Tensor, weights2: Tensor) -> Tensor:
        """Weighted loss of classifiers ``(C, D + 1)`` and ``(C, D + 1)``; a scalar."""
        return self.loss_weight * multi_view_loss(weights1, weights2, self.signed)
