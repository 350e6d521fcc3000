import numpy as np
import torch

from mlcr_mm.labels import known_mask, unknown_labels


def test_known_mask_of_arrays_and_tensors():
    codes = [1., 0., -1.]
    assert known_mask(np.array(codes)).tolist() == [True, True, False]
    assert known_mask(torch.tensor(codes)).tolist() == [True, True, False]


def test_unlabelled_image_has_no_known_label():
    labels = unknown_labels(5)
    assert labels.shape == (5, ) and labels.dtype == np.float32
    assert not known_mask(labels).any()
