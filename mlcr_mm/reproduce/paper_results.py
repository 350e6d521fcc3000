"""The numbers that the paper prints, F1 in percent.

Tables 1 to 4 of https://arxiv.org/abs/1910.11012. Left out, since the text at hand is damaged:
the AUs of Mean-teacher and Co-training in Table 2, and the bars of Fig. 4 (CelebA).
"""
from typing import Dict, NamedTuple, Optional, Tuple

from mlcr_mm.labels import BP4D_AUS, EMOTIONET_AUS


class Published(NamedTuple):
    """A row: F1 per label in the order of its table's labels, average, and that of the ensemble."""

    per_label: Optional[Tuple[float, ...]]
    average: Optional[float]
    ensemble: Optional[float] = None


def _aus(*numbers: int) -> Tuple[str, ...]:
    return tuple(f'AU{number}' for number in numbers)


#: Labels of each table, in the order of its columns.
LABELS: Dict[str, Tuple[str, ...]] = {
    'emotionet': EMOTIONET_AUS,
    'bp4d': BP4D_AUS,
    'cross_bp4d': _aus(1, 2, 4, 6, 12, 17),
    'cross_unbc': _aus(4, 6, 9, 12, 20, 25, 26, 43),
    'celeba': (),
    'demo': EMOTIONET_AUS,
}

#: Rows of each table by the name of the method.
RESULTS: Dict[str, Dict[str, Published]] = {
    # Tables 1 and 3; the averages of the ensembles stand in section 4.4.
    'emotionet': {
        'Baseline': Published(
            (55.6, 41.1, 70.1, 46.6, 80.2, 59.2, 90.7, 45.5, 45.1, 94.2, 58.7, 60.5), 62.3),
        'MLCT': Published(
            (57.8, 44.8, 73.7, 50.1, 82.8, 58.1, 91.8, 44.8, 37.1, 95.1, 61.6, 63.4), 63.4),
        'Mean-teacher': Published(
            (55.5, 46.3, 71.1, 48.6, 81.6, 61.7, 91.0, 46.7, 43.5, 94.7, 60.2, 63.9), 63.7),
        'Co-training': Published(
            (58.3, 48.4, 70.0, 50.4, 83.1, 64.4, 91.7, 49.9, 47.1, 95.0, 60.0, 66.9), 65.5),
        'MLCR': Published(
            (61.4, 49.3, 75.9, 54.1, 83.5, 68.3, 92.0, 50.8, 53.5, 95.2, 65.1, 68.1), 68.1),
        'Baseline + L_cr': Published(
            (61.7, 47.1, 74.7, 53.3, 82.9, 66.1, 91.8, 50.5, 51.9, 95.2, 63.4, 66.4), 67.1,
            67.2),
        'Baseline + L_cr + L_mv': Published(
            (61.7, 47.4, 74.7, 53.9, 82.9, 67.5, 91.7, 51.7, 53.0, 95.0, 63.6, 66.9), 67.5,
            68.1),
    },
    # Table 2.
    'bp4d': {
        'Baseline': Published(
            (41.7, 31.0, 47.9, 75.2, 76.9, 80.0, 85.5, 60.3, 35.9, 58.5, 37.6, 47.8), 56.5),
        'Mean-teacher': Published(None, 57.8),
        'Co-training': Published(None, 58.0),
        'MLCR': Published(
            (42.4, 36.9, 48.1, 77.5, 77.6, 83.6, 85.8, 61.0, 43.7, 63.2, 42.1, 55.6), 59.8),
    },
    # Table 4.
    'cross_bp4d': {
        'without GCN': Published((24.3, 18.5, 23.1, 56.8, 65.5, 27.8), 36.0),
        'with GCN': Published((36.2, 27.8, 26.4, 60.1, 65.4, 32.4), 41.4),
    },
    'cross_unbc': {
        'without GCN': Published((82.4, 53.6, 42.1, 56.6, 32.8, 87., 19.2, 71.6), 55.6),
        'with GCN': Published((91.2, 62.5, 70.4, 67.0, 53.2, 89.6, 41.9, 74.4), 68.8),
    },
    'celeba': {},
    # Faces that this package draws.
    'demo': {},
}
