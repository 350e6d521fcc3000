"""Transforms of the data pipelines."""
from .align_face import AlignFace
from .join_steps import join_steps
from .load_intact_image import LoadIntactImage
from .one_warp_augment import OneWarpAugment

__all__ = ['AlignFace', 'LoadIntactImage', 'OneWarpAugment', 'join_steps']
