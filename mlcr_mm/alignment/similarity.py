"""Least-squares similarity transform between two point sets."""
import numpy as np


def fit_similarity(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    r"""The rotation, scale and shift that carry ``source`` closest to ``target``.

    With points as complex numbers ``x + iy``, a similarity without reflection is ``z -> a z + b``,
    and the least-squares solution is that of a line fit:

    .. math::
        a = \frac{\sum_k \overline{(s_k - \bar s)} (t_k - \bar t)}{\sum_k |s_k - \bar s|^2},
        \qquad b = \bar t - a \bar s

    This is what Umeyama's SVD gives in the plane, in closed form.

    Args:
        source (np.ndarray): Points ``(P, 2)``, P >= 2.
        target (np.ndarray): Points ``(P, 2)``.

    Returns:
        np.ndarray: float64 ``(2, 3)``, the matrix for column vectors ``(x, y, 1)``.

    Raises:
        ValueError: If the points of ``source`` coincide.
    """
    source, target = np.asarray(source, np.float64), np.asarray(target, np.float64)
    s = source[:, 0] + 1j * source[:, 1]
    t = target[:, 0] + 1j * target[:, 1]
    centred = s - s.mean()
    spread = (np.abs(centred)**2).sum()
    if not spread > 0:
        raise ValueError('the landmarks coincide, so that no similarity transform can be fitted')
    a = (centred.conj() * (t - t.mean())).sum() / spread
    b = t.mean() - a * s.mean()
    return np.array([[a.real, -a.imag, b.real], [a.imag, a.real, b.imag]])
