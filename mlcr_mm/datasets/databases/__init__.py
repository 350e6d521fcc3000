"""The databases of the field as their owners deliver them."""
from .bp4d import BP4D
from .celeba import CelebA
from .disfa import DISFA
from .emotionet import EmotioNet
from .unbc_mcmaster import UNBCMcMaster

__all__ = ['BP4D', 'CelebA', 'DISFA', 'EmotioNet', 'UNBCMcMaster']
