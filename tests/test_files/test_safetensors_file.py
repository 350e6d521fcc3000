import pytest
import torch
from safetensors.torch import save_file

from mlcr_mm.files import (
    CheckpointFileError,
    load_checkpoint_safely,
    read_safetensors,
    write_safetensors,
)

META = dict(cfg="model = dict(type='A')\n", dataset_meta=dict(classes=('Wärme', 'b')), size=3)


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / 'a.safetensors'
    weights = dict(a=torch.arange(6.).view(2, 3).T, n=torch.tensor(7))
    write_safetensors(dict(state_dict=weights, meta=META), path)
    for content in (read_safetensors(str(path)), load_checkpoint_safely(str(path))):
        assert content['meta'] == {**META, 'dataset_meta': dict(classes=['Wärme', 'b'])}
        assert content['state_dict'].keys() == weights.keys()
        assert all(torch.equal(content['state_dict'][name], weights[name]) for name in weights)


def test_others_may_read_it(tmp_path):
    write_safetensors(dict(state_dict={}, meta=META), tmp_path / 'a.safetensors')
    (tmp_path / 'b').touch()
    assert (tmp_path / 'a.safetensors').stat().st_mode == (tmp_path / 'b').stat().st_mode


def test_files_of_others_and_damaged_ones(tmp_path):
    path = tmp_path / 'a.safetensors'
    for metadata in (None, dict(cfg='no JSON'), dict(cfg='"a = 1"', dataset_meta='3')):
        save_file(dict(a=torch.ones(2)), path, metadata=metadata)
        with pytest.raises(CheckpointFileError, match='was not made by tools/publish_model.py'):
            read_safetensors(str(path))
    write_safetensors(dict(state_dict=dict(a=torch.ones(2)), meta=META), path)
    whole = path.read_bytes()
    for damaged in (whole[:-3], whole[:9], b'', b'\xff' * 40):
        path.write_bytes(damaged)
        with pytest.raises(CheckpointFileError, match='damaged'):
            read_safetensors(str(path))
