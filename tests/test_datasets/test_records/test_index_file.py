import json
import os

from mlcr_mm.datasets.records.index_file import read_index_file, write_index_file
from mlcr_mm.datasets.records.packed_samples import pack_samples, unpack_names


def test_belongs_to_its_key_and_folders(tmp_path):
    path, key = str(tmp_path / 'sub' / 'a.index'), json.dumps(dict(folder=str(tmp_path)))
    assert read_index_file(path, key) is None
    write_index_file(path, key, {'sub': 5 * 10**9}, pack_samples(['a.jpg', 'b.jpg']))
    os.utime(tmp_path / 'sub', ns=(5 * 10**9, 5 * 10**9))
    packed = read_index_file(path, key)
    assert list(unpack_names(*packed)) == ['a.jpg', 'b.jpg']
    assert not packed[0].flags.writeable and os.listdir(tmp_path / 'sub') == ['a.index']
    assert read_index_file(path, json.dumps(dict(folder='elsewhere'))) is None
    os.utime(tmp_path / 'sub')
    assert read_index_file(path, key) is None
