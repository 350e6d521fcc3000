"""Multi-label Co-Regularization for MMPretrain.

Importing the package registers its components into mmpretrain's registries.
"""
from . import toolbox  # isort: skip  (comes before all that imports mmpretrain)
from . import datasets, engine, evaluation, models
from .shipped import config_path
from .version import __version__

__all__ = ['__version__', 'config_path', 'datasets', 'engine', 'evaluation', 'models', 'toolbox']
