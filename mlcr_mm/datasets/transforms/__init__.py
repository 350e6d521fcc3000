"""Transforms of the data pipelines."""
from .align_face import AlignFace
from .load_intact_image import LoadIntactImage, load_intact_images

__all__ = ['AlignFace', 'LoadIntactImage', 'load_intact_images']
