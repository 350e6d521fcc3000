import os

os.environ.setdefault('OMP_NUM_THREADS', '1')

import cv2
import numpy as np
import pytest
import torch
from mmengine.registry import DefaultScope
from mmpretrain.structures import DataSample

import mlcr_mm  # noqa: F401  (registers the components)

torch.set_num_threads(1)
cv2.setNumThreads(0)


@pytest.fixture(autouse=True)
def mmpretrain_scope():
    """Build by plain names, as a run started from a config does."""
    with DefaultScope.overwrite_default_scope('mmpretrain'):
        yield


@pytest.fixture(autouse=True)
def denormal_numbers():
    """Undo what tools/train.py sets for its process: hypothesis needs such numbers."""
    yield
    torch.set_flush_denormal(False)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def random_labels(rng):
    """Label codes (N, C) with unknown ones among them."""

    def make(num_images, num_classes, unknown=0.2, present=0.3):
        labels = (rng.random((num_images, num_classes)) < present).astype(np.float32)
        labels[rng.random(labels.shape) < unknown] = -1
        return torch.from_numpy(labels)

    return make


@pytest.fixture
def data_samples(random_labels):

    def make(num_images, num_classes):
        return [DataSample().set_gt_score(row) for row in random_labels(num_images, num_classes)]

    return make
