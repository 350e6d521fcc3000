"""Datasets with unknown labels, and the sampler that mixes them."""
from .au_dataset import AUDataset
from .databases import BP4D, DISFA, CelebA, EmotioNet, UNBCMcMaster
from .demo_faces import DemoFaces
from .mixed_batch_sampler import MixedBatchSampler
from .parts import (
    SemiSupervisedDataset,
    check_disjoint,
    dataset_leaves,
    distinct_parts,
    shared_subjects,
)
from .transforms import AlignFace
from .unlabeled_faces import UnlabeledFaces

__all__ = [
    'AUDataset', 'AlignFace', 'BP4D', 'CelebA', 'DISFA', 'DemoFaces', 'EmotioNet',
    'MixedBatchSampler', 'SemiSupervisedDataset', 'UNBCMcMaster', 'UnlabeledFaces',
    'check_disjoint', 'dataset_leaves', 'distinct_parts', 'shared_subjects'
]
