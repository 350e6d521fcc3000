"""Labels that one view gives to another: pure functions on arrays."""
from .confident_labels import select_confident
from .exchange import changed_share, exchange_views

__all__ = ['changed_share', 'exchange_views', 'select_confident']
