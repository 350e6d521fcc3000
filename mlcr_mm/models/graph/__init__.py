"""The graph of label dependencies and the network that runs on it."""
from .adjacency import adjacency_from_labels, load_adjacency, normalize_adjacency
from .fold import fold_state_dict, graph_classifiers, has_started_graph
from .graph_settings import GraphSettings
from .label_gcn import LabelGCN, refine_classifiers

__all__ = [
    'GraphSettings', 'LabelGCN', 'adjacency_from_labels', 'fold_state_dict', 'graph_classifiers',
    'has_started_graph', 'load_adjacency', 'normalize_adjacency', 'refine_classifiers'
]
