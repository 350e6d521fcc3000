"""Transforms of the data pipelines."""
from .align_face import AlignFace

__all__ = ['AlignFace']
