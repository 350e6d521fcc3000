"""Which rows each table has, and the config that makes each."""
from typing import Dict, NamedTuple, Optional, Tuple


class Row(NamedTuple):
    """A method in a table.

    ``config`` is the stem of a leaf in ``configs/``, without the suffix of its size. ``views`` is a
    config whose networks of two seeds are given to the training.
    """

    name: str
    config: str
    views: Optional[str] = None


class Section(NamedTuple):
    """Rows that are tested on the same images.

    ``published`` names the numbers in :mod:`paper_results`. ``reference`` is the row that the
    others are compared with. ``test`` is a config whose test images replace those of the training's
    config.
    """

    title: str
    published: str
    rows: Tuple[Row, ...]
    reference: str
    test: Optional[str] = None


class Table(NamedTuple):
    """A table: of the paper, or of the demo.

    ``parts`` is the option that tells apart the parts of the data that it goes over, besides the
    seeds: 'fold', or 'repeat', a draw of ``tools/make_splits.py``. ``part_values`` are its usual
    values; none: the images that the configs name.
    """

    sections: Tuple[Section, ...]
    parts: str = 'repeat'
    part_values: Tuple[int, ...] = ()


def _steps(data: str) -> Tuple[Row, ...]:
    """The Baseline, and the steps from there to MLCR as the paper has them (Table 3)."""
    return (
        Row('Baseline', f'supervised_{data}'),
        Row('Baseline + L_cr', f'ablation_{data}_cr'),
        Row('Baseline + L_cr + L_mv', f'ablation_{data}_cr_mv'),
        Row('Baseline + L_cr + L_mv + GCN', f'ablation_{data}_cr_mv_gcn'),
        Row('Baseline + L_cr + L_mv + GCN, symmetric graph',
            f'ablation_{data}_cr_mv_gcn_symmetric'),
        Row('MLCR', f'mlcr_{data}'),
    )


def _methods(data: str) -> Tuple[Row, ...]:
    """All that is compared on the data: the Baseline, other methods, and the steps to MLCR."""
    baseline, *steps = _steps(data)
    return (
        baseline,
        Row('MLCT', f'mlct_{data}', views=baseline.config),
        Row('Mean-teacher', f'mean_teacher_{data}'),
        Row('Co-training', f'co_training_{data}'),
        Row('FixMatch', f'fixmatch_{data}'),
        Row('CAP', f'cap_{data}'),
        Row('Self-training', f'self_training_{data}'),
        *steps,
    )


_CROSS_ROWS = (
    Row('without GCN', 'ablation_emotionet_cr_mv'),
    Row('with GCN', 'mlcr_emotionet'),
)

TABLES: Dict[str, Table] = {
    'emotionet': Table((Section(
        'EmotioNet (Tables 1 and 3)', 'emotionet', _methods('emotionet'), 'Baseline'), )),
    'ablation': Table((Section(
        'Ablation study on EmotioNet (Table 3)', 'emotionet', _steps('emotionet'), 'Baseline'), )),
    'bp4d': Table((Section(
        'BP4D (Table 2)', 'bp4d', (
            Row('Baseline', 'supervised_bp4d_fold1'),
            Row('Mean-teacher', 'mean_teacher_bp4d_fold1'),
            Row('Co-training', 'co_training_bp4d_fold1'),
            Row('MLCR', 'mlcr_bp4d_fold1'),
        ), 'Baseline'), ), parts='fold', part_values=(1, 2, 3)),
    'cross-database': Table((
        Section('EmotioNet to BP4D (Table 4)', 'cross_bp4d', _CROSS_ROWS, 'without GCN',
                test='cross_emotionet_bp4d'),
        Section('EmotioNet to UNBC-McMaster (Table 4)', 'cross_unbc', _CROSS_ROWS, 'without GCN',
                test='cross_emotionet_unbc'),
    )),
    'celeba': Table((Section(
        'CelebA (Fig. 4)', 'celeba', (
            Row('Baseline', 'supervised_celeba'),
            Row('MLCR', 'mlcr_celeba'),
        ), 'Baseline'), ), part_values=(1, 2, 3)),
    'demo': Table((Section(
        'Drawn faces (not in the paper)', 'demo', (
            *_methods('demo'),
            Row('All images labelled', 'fully_labeled_demo'),
        ), 'Baseline'), )),
}
