"""Transforms of the data pipelines."""
from .align_face import AlignFace
from .join_steps import join_steps, least_side
from .load_intact_image import LoadIntactImage
from .network_input import NetworkInput, network_input, pipeline_steps
from .one_warp_augment import OneWarpAugment

__all__ = [
    'AlignFace', 'LoadIntactImage', 'NetworkInput', 'OneWarpAugment', 'join_steps', 'least_side',
    'network_input', 'pipeline_steps'
]
