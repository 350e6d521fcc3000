"""Datasets with unknown labels, and the sampler that mixes them."""
from .au_dataset import AUDataset
from .bp4d import BP4D
from .celeba import CelebA
from .demo_faces import DemoFaces
from .disfa import DISFA
from .disjoint import check_disjoint, shared_subjects
from .distinct_parts import dataset_leaves, distinct_parts
from .emotionet import EmotioNet
from .mixed_batch_sampler import MixedBatchSampler
from .semi_supervised_dataset import SemiSupervisedDataset
from .transforms import AlignFace
from .unbc_mcmaster import UNBCMcMaster
from .unlabeled_faces import UnlabeledFaces

__all__ = [
    'AUDataset', 'AlignFace', 'BP4D', 'CelebA', 'DISFA', 'DemoFaces', 'EmotioNet',
    'MixedBatchSampler', 'SemiSupervisedDataset', 'UNBCMcMaster', 'UnlabeledFaces',
    'check_disjoint', 'dataset_leaves', 'distinct_parts', 'shared_subjects'
]
