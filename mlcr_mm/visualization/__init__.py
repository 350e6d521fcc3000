"""Drawings of the paper's figures and of reports, from arrays alone (no window is opened)."""
from .attention_sheet import AttentionColumn, draw_attention_sheet, overlay
from .correlation_map import draw_correlation_maps
from .error_by_disagreement import draw_error_by_disagreement
from .feature_scatter import draw_feature_scatter
from .figure_file import check_figure_path, save_figure
from .grouped_bars import Bars, draw_grouped_bars
from .label_intervals import Intervals, draw_label_intervals
from .method_curves import Curve, draw_curves
from .precision_recall import draw_precision_recall
from .reliability_diagram import draw_reliability
from .score_sheet import draw_score_sheet
from .training_curves import LoggedCurve, draw_training_curves

__all__ = [
    'AttentionColumn', 'Bars', 'Curve', 'Intervals', 'LoggedCurve', 'check_figure_path',
    'draw_attention_sheet', 'draw_correlation_maps', 'draw_curves', 'draw_error_by_disagreement',
    'draw_feature_scatter', 'draw_grouped_bars', 'draw_label_intervals', 'draw_precision_recall',
    'draw_reliability', 'draw_score_sheet', 'draw_training_curves', 'overlay', 'save_figure'
]
