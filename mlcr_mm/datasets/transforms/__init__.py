"""Transforms of the data pipelines."""
from .align_face import AlignFace
from .load_intact_image import LoadIntactImage, load_intact_images
from .one_warp_augment import OneWarpAugment

__all__ = ['AlignFace', 'LoadIntactImage', 'OneWarpAugment', 'load_intact_images']
