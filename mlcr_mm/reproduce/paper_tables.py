"""Which rows each table has, and the config that makes each."""
from typing import Dict, NamedTuple, Optional, Tuple


class Row(NamedTuple):
    """A method in a table.

    ``config`` is the stem of a leaf in ``configs/``, without the suffix of its size. ``ensemble``
    takes the mean of the views' probabilities instead of the mean of the views' F1. ``views`` is a
    config whose networks of two seeds are given to the training. ``pair`` takes the mean of the
    probabilities of the networks of these two seeds, which know nothing of each other, where both
    seeds are run.
    """

    name: str
    config: str
    ensemble: bool = False
    views: Optional[str] = None
    pair: bool = False


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


def _views(name: str, config: str) -> Tuple[Row, Row]:
    """The rows of a method with two views: their mean, and their ensemble."""
    return Row(name, config), Row(f'{name}, ensemble', config, ensemble=True)


def _baseline(config: str) -> Tuple[Row, Row]:
    """The Baseline, and two of them: what a second network adds without unlabelled images."""
    return Row('Baseline', config), Row('Two Baselines, ensemble', config, pair=True)


_CROSS_ROWS = (
    *_views('without GCN', 'ablation_emotionet_cr_mv'),
    *_views('with GCN', 'mlcr_emotionet'),
)

TABLES: Dict[str, Table] = {
    'emotionet': Table((Section(
        'EmotioNet (Table 1)', 'emotionet', (
            *_baseline('supervised_emotionet'),
            # Its answer is the vote of the views, which the mean of their probabilities decides.
            Row('MLCT', 'mlct_emotionet', ensemble=True, views='supervised_emotionet'),
            Row('Mean-teacher', 'mean_teacher_emotionet'),
            *_views('Co-training', 'co_training_emotionet'),
            Row('FixMatch', 'fixmatch_emotionet'),
            *_views('MLCR', 'mlcr_emotionet'),
        ), reference='MLCR'), )),
    'ablation': Table((Section(
        'Ablation study on EmotioNet (Table 3)', 'emotionet', (
            *_baseline('supervised_emotionet'),
            *_views('Baseline + L_cr', 'ablation_emotionet_cr'),
            *_views('Baseline + L_cr + L_mv', 'ablation_emotionet_cr_mv'),
            # + GCN: ablation_emotionet_cr_mv_gcn.py is this config by another name.
            *_views('MLCR', 'mlcr_emotionet'),
        ), reference='MLCR'), )),
    'bp4d': Table((Section(
        'BP4D (Table 2)', 'bp4d', (
            Row('Baseline', 'supervised_bp4d_fold1'),
            Row('Mean-teacher', 'mean_teacher_bp4d_fold1'),
            *_views('Co-training', 'co_training_bp4d_fold1'),
            *_views('MLCR', 'mlcr_bp4d_fold1'),
        ), reference='MLCR'), ), parts='fold', part_values=(1, 2, 3)),
    'cross-database': Table((
        Section('EmotioNet to BP4D (Table 4)', 'cross_bp4d', _CROSS_ROWS, 'with GCN',
                test='cross_emotionet_bp4d'),
        Section('EmotioNet to UNBC-McMaster (Table 4)', 'cross_unbc', _CROSS_ROWS, 'with GCN',
                test='cross_emotionet_unbc'),
    )),
    'celeba': Table((Section(
        'CelebA (Fig. 4)', 'celeba', (
            Row('Baseline', 'supervised_celeba'),
            *_views('MLCR', 'mlcr_celeba'),
        ), reference='MLCR'), ), part_values=(1, 2, 3)),
    'demo': Table((Section(
        'Drawn faces (not in the paper)', 'demo', (
            *_baseline('supervised_demo'),
            *_views('MLCR', 'mlcr_demo'),
        ), reference='MLCR'), )),
}
