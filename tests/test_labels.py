import numpy as np
import torch

from mlcr_mm.labels import is_varied, known_mask, label_shares, unknown_labels


def test_known_mask_of_arrays_and_tensors():
    codes = [1., 0., -1.]
    assert known_mask(np.array(codes)).tolist() == [True, True, False]
    assert known_mask(torch.tensor(codes)).tolist() == [True, True, False]


def test_unlabelled_image_has_no_known_label():
    labels = unknown_labels(5)
    assert labels.shape == (5, ) and labels.dtype == np.float32
    assert not known_mask(labels).any()


def test_shares_are_of_known_labels(rng):
    labels = (rng.random((203, 4)) < [.05, .26, .5, .9]).astype(np.float32)
    labels[rng.random(labels.shape) < .3] = -1
    expected = [sum(code == 1 for code in column) / sum(code != -1 for code in column)
                for column in labels.T]
    np.testing.assert_allclose(label_shares(labels), expected)
    np.testing.assert_array_equal(label_shares(np.array([[-1, 0], [-1, 0]])), [np.nan, 0])


def test_labels_that_are_present_and_absent():
    labels = np.array([[1, 1, 0, -1, -1], [0, 1, 0, -1, 1], [-1, 1, -1, -1, 0]])
    assert is_varied(labels).tolist() == [True, False, False, False, True]
