"""Decoded images on disk, mapped into memory, so that a file is decoded once and not per epoch."""
from .decoding import Decoding
from .image_cache import ImageCache
from .open_cache import open_dataset_cache, open_image_cache

__all__ = ['Decoding', 'ImageCache', 'open_dataset_cache', 'open_image_cache']
