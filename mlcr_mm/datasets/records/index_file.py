"""The file of an image index: a few arrays one after the other, the large ones last.

They are the key, the folders (names and time stamps), a checksum, and the packed names of the
images. The time stamp of a folder changes when a file in it is added, removed or renamed.
"""
import json
import logging
import os
import os.path as osp
import zlib
from typing import BinaryIO, Dict, Optional

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.files import replacing

from .packed_samples import Packed, pack_samples, unpack_names


def read_index_file(path: str, key: str) -> Optional[Packed]:
    """Read an index that is still valid.

    Args:
        path (str): The file.
        key (str): JSON of all that the index depends on, with its ``folder``.

    Returns:
        tuple[np.ndarray, np.ndarray], optional: As :func:`pack_samples` gives them, mapped from the
        file; None if there is no file, it belongs to another key, a folder has changed, or it is
        damaged.
    """
    if not osp.isfile(path):
        return None
    try:
        with open(path, 'rb') as file:
            if _read_array(file).tobytes().decode() != key:
                return None
            folder = json.loads(key)['folder']
            folders = unpack_names(_read_array(file), _read_array(file))
            for part, stamp in zip(folders, _read_array(file).tolist()):
                if os.stat(osp.join(folder, part)).st_mtime_ns != stamp:
                    return None
            checksum = int(_read_array(file)[0])
            ends, data = _map_array(file), _map_array(file)
        if _checksum(data, ends) != checksum:
            raise ValueError('the checksum does not fit')
    except Exception as error:  # damaged headers fail in ways that no list of types covers
        print_log(f'image index {path} is of no use ({error}); it is built anew',
                  logger='current', level=logging.WARNING)
        return None
    return data, ends


def write_index_file(path: str, key: str, folders: Dict[str, int], packed: Packed) -> None:
    """Keep an index; where that is not possible, say so and go on.

    Args:
        path (str): The file; replaced in one step.
        key (str): See :func:`read_index_file`.
        folders (dict[str, int]): Folder, relative to that of the key, to its time stamp in ns.
        packed (tuple): Of :func:`pack_samples`.
    """
    data, ends = packed
    arrays = (
        np.frombuffer(key.encode(), np.uint8), *pack_samples(list(folders)),
        np.array(list(folders.values()), np.int64), np.array([_checksum(data, ends)], np.int64),
        ends, data)
    try:
        # All processes of a run may find it missing. The checksum tells a cut one.
        with replacing(path, unique=True, durable=False) as temporary:
            with open(temporary, 'wb') as file:
                for array in arrays:
                    np.save(file, array, allow_pickle=False)
    except OSError as error:
        print_log(f'image index {path} cannot be written ({error}); the next start has to build '
                  'it again', logger='current', level=logging.WARNING)


def _read_array(file: BinaryIO) -> np.ndarray:
    return np.lib.format.read_array(file, allow_pickle=False)


def _map_array(file: BinaryIO) -> np.ndarray:
    """The next array of a file, mapped and not read."""
    np.lib.format.read_magic(file)
    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    offset = file.tell()
    array = np.memmap(file, dtype=dtype, mode='r', offset=offset, shape=shape)
    file.seek(offset + array.nbytes)
    return np.asarray(array)


def _checksum(data: np.ndarray, ends: np.ndarray) -> int:
    return zlib.crc32(ends, zlib.crc32(data))
