"""Views of an image as numbers, and making them on the device of the networks."""
from .device_views import make_views
from .packed_views import MAX_SEED, has_noise, is_source_with_views, pack_views, view_size
from .view_parameters import ERASED, GREY, ViewParameters

__all__ = [
    'ERASED', 'GREY', 'MAX_SEED', 'ViewParameters', 'has_noise', 'is_source_with_views',
    'make_views', 'pack_views', 'view_size'
]
