"""Datasets with unknown labels, and the sampler that mixes them."""
from .au_dataset import AUDataset
from .demo_faces import DemoFaces
from .emotionet import EmotioNet
from .mixed_batch_sampler import MixedBatchSampler
from .transforms import AlignFace
from .unlabeled_faces import UnlabeledFaces

__all__ = [
    'AUDataset', 'AlignFace', 'DemoFaces', 'EmotioNet', 'MixedBatchSampler', 'UnlabeledFaces'
]
