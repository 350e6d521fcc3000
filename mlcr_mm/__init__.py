"""Multi-label Co-Regularization for MMPretrain.

Importing the package registers its components into mmpretrain's registries.
"""
from . import datasets, engine, evaluation, models

__version__ = '0.1.0'

__all__ = ['datasets', 'engine', 'evaluation', 'models']
