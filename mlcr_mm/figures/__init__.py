"""The paper's figures from configs and checkpoints."""
from .attention import attention_figure
from .bars import bars_figure
from .correlation import correlation_figure
from .efficiency import efficiency_figure
from .figure_source import Source, parse_source
from .inconsistency import inconsistency_figure
from .tsne import tsne_figure

__all__ = [
    'Source', 'attention_figure', 'bars_figure', 'correlation_figure', 'efficiency_figure',
    'inconsistency_figure', 'parse_source', 'tsne_figure'
]
