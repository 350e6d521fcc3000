import numpy as np

from mlcr_mm.datasets.records.packed_samples import (
    pack_samples,
    unpack_labels,
    unpack_names,
    unpack_sample,
)

NAMES = ['a.jpg', 'sub/ü b.png', 'c\udcff.jpg']  # the last: a name that is no UTF-8


def test_names_and_labels_come_back(rng):
    labels = rng.integers(-1, 2, (3, 12)).astype(np.float32)
    data, ends = pack_samples(NAMES, labels)
    for index, name in enumerate(NAMES):
        found, codes = unpack_sample(data, ends, index, 12)
        assert found == name and codes.dtype == np.float32
        np.testing.assert_array_equal(codes, labels[index])
    np.testing.assert_array_equal(unpack_labels(data, ends, 12), labels)
    assert list(unpack_names(data, ends, 12)) == NAMES


def test_names_only():
    data, ends = pack_samples(NAMES)
    assert list(unpack_names(data, ends)) == NAMES
    assert unpack_sample(data, ends, 2)[1].shape == (0, )
