"""Drawings of the paper's figures, from arrays alone (matplotlib, without a window)."""
from .attention_sheet import AttentionColumn, draw_attention_sheet
from .correlation_map import draw_correlation_maps
from .curves import Curve, draw_curves
from .feature_scatter import draw_feature_scatter
from .figure_file import check_figure_path, save_figure
from .grouped_bars import Bars, draw_grouped_bars

__all__ = [
    'AttentionColumn', 'Bars', 'Curve', 'check_figure_path', 'draw_attention_sheet',
    'draw_correlation_maps', 'draw_curves', 'draw_feature_scatter', 'draw_grouped_bars',
    'save_figure'
]
