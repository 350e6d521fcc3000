import os

import numpy as np

from mlcr_mm.datasets.image_cache.file_stamps import file_stamps


def test_size_and_time_of_each_file_in_order(tmp_path):
    paths = []
    for number in range(600):  # more than one chunk
        paths.append(str(tmp_path / str(number)))
        (tmp_path / str(number)).write_bytes(bytes(number))
        os.utime(paths[-1], ns=(0, 1000 * number))
    stamps = file_stamps(iter([*paths, str(tmp_path / 'missing'), 'a\0b']), 'looking', 602)
    np.testing.assert_array_equal(stamps[:600, 0], np.arange(600))
    np.testing.assert_array_equal(stamps[:600, 1], 1000 * np.arange(600))
    np.testing.assert_array_equal(stamps[600:], -1)
