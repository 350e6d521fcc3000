"""The graph of label dependencies and the network that runs on it."""
from .adjacency import adjacency_from_labels, load_adjacency, normalize_adjacency
from .label_gcn import LabelGCN

__all__ = ['LabelGCN', 'adjacency_from_labels', 'load_adjacency', 'normalize_adjacency']
