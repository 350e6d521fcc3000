import copy
import pickle
from pickle import UnpicklingError

import numpy as np
import pytest
import torch

from mlcr_mm.files.checked_arrays import CheckedArray, CheckedDtype, checked_arrays

TYPES = (np.bool_, np.int32, np.int64, np.uint8, np.uint32, np.float32, np.float64)
STATE = (1, (2, 3), CheckedDtype('i4'), False, bytes(24))


def load(content, tmp_path):
    torch.save(content, tmp_path / 'a.pth')
    with torch.serialization.safe_globals(checked_arrays()):
        return torch.load(tmp_path / 'a.pth', weights_only=True)


@pytest.mark.parametrize('dtype', TYPES)
def test_arrays_and_numbers_come_back(tmp_path, dtype, rng):
    array = (rng.random((3, 1, 4)) * 9).astype(dtype)
    saved = dict(c=array, fortran=np.asfortranarray(array[:, 0]),
                 big=array.astype(np.dtype(dtype).newbyteorder('>')), one=dtype(3))
    loaded = load(saved, tmp_path)
    for name, value in saved.items():
        np.testing.assert_array_equal(loaded[name], value)
        assert loaded[name].dtype == value.dtype.newbyteorder('=')
        assert loaded[name].shape == value.shape


@pytest.mark.parametrize('protocol', range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_what_is_saved_again_is_plain(tmp_path, protocol):
    array = load(np.arange(6.), tmp_path)
    again = pickle.loads(pickle.dumps(array, protocol))
    assert type(again) is np.ndarray and np.array_equal(again, np.arange(6.))
    assert np.array_equal(copy.deepcopy(array), array)


@pytest.mark.parametrize('place, value', [
    (1, (2, 4)), (1, (-2, -3)), (1, (2 ** 40, )), (1, (2., 3)), (1, [2, 3]), (1, (1, ) * 9),
    (2, np.dtype('i4')), (2, CheckedDtype('f8')), (2, 7), (3, 1), (4, bytes(23)), (4, 'a' * 24),
    (4, list(range(6)))])
def test_parts_that_do_not_fit(place, value):
    whole = CheckedArray()
    whole.__setstate__(STATE)
    assert np.array_equal(whole, np.zeros((2, 3), np.int32))
    with pytest.raises(UnpicklingError, match='an array'):
        CheckedArray().__setstate__(STATE[:place] + (value, ) + STATE[place + 1:])


@pytest.mark.parametrize('state', [(), None, STATE[:4], {'a': 1}, 5])
def test_a_state_of_another_kind(state):
    with pytest.raises(UnpicklingError, match='not whole'):
        CheckedArray().__setstate__(state)


def test_types_that_are_no_numbers():
    for code in ('O', 'U9', 'V8', 'M8[us]', 'i4,i4', b'i4', 5):
        with pytest.raises(UnpicklingError, match='asks for an array'):
            CheckedDtype(code)
    for state in ((3, '?'), (3, ), None, (3, ['<'])):
        with pytest.raises(UnpicklingError, match='type'):
            CheckedDtype('i4').__setstate__(state)


def test_a_number_that_is_not_whole(tmp_path):
    scalar = dict((name, use) for use, name in checked_arrays()[2:])['numpy.core.multiarray.scalar']
    assert scalar(CheckedDtype('f4'), np.float32(2.5).tobytes()) == 2.5
    for arguments in ((CheckedDtype('f4'), b'abc'), (np.dtype('f4'), b'abcd')):
        with pytest.raises(UnpicklingError, match='a number'):
            scalar(*arguments)
