import os
import pickle

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mmengine.logging import HistoryBuffer

from mlcr_mm.files import check_is_checkpoint, load_checkpoint_safely


class Malicious:

    def __init__(self, call, *arguments):
        self.call = call, arguments

    def __reduce__(self):
        return self.call


def save(tmp_path, **content):
    path = tmp_path / 'model.pth'
    torch.save(dict(state_dict=dict(weight=torch.ones(2)), **content), path)
    return str(path)


def test_what_mmengine_saves_is_read(tmp_path):
    buffer = HistoryBuffer([1., 2.], [1, 1])
    buffer.mean()
    path = save(tmp_path, message_hub=dict(loss=buffer, lr=np.float64(.1), steps=np.arange(3)),
                meta=dict(epoch=3, dataset_meta=dict(classes=('AU1', ))), part=slice(2))
    content = load_checkpoint_safely(path)
    assert content['meta']['dataset_meta']['classes'] == ('AU1', )
    assert content['message_hub']['loss'].mean() == 1.5
    np.testing.assert_array_equal(content['message_hub']['steps'], np.arange(3))


@pytest.mark.parametrize('call, arguments', [
    (os.system, ('touch {mark}', )),
    (eval, ("open({mark!r}, 'w')", )),
    (getattr, (HistoryBuffer, '__init__')),
    (getattr, (np.ndarray, 'tofile')),
])
def test_a_malicious_pickle_does_not_run(tmp_path, call, arguments):
    mark = tmp_path / 'it_ran'
    arguments = [part.format(mark=str(mark)) if isinstance(part, str) else part
                 for part in arguments]
    path = save(tmp_path, meta=Malicious(call, *arguments))
    with pytest.raises(ValueError, match='model.pth is not loaded.*running code') as error:
        load_checkpoint_safely(path)
    assert not mark.exists() and 'Re-running' not in str(error.value)


def test_a_plain_pickle_does_not_run_either(tmp_path):
    mark = tmp_path / 'it_ran'
    path = tmp_path / 'model.pth'
    path.write_bytes(pickle.dumps(Malicious(os.system, f'touch {mark}')))
    with pytest.raises(ValueError, match='model.pth'):
        load_checkpoint_safely(str(path))
    assert not mark.exists()


def test_the_allowance_ends_with_the_loading(tmp_path):
    load_checkpoint_safely(save(tmp_path))
    assert HistoryBuffer not in torch.serialization.get_safe_globals()


def test_other_files_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(FileNotFoundError, match='no.pth does not exist'):
        load_checkpoint_safely(str(tmp_path / 'no.pth'))
    for name, data in dict(text=b'hello', empty=b'').items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ValueError, match=name):
            load_checkpoint_safely(str(tmp_path / name))
    torch.save([1], tmp_path / 'list.pth')
    with pytest.raises(ValueError, match='no state_dict'):
        load_checkpoint_safely(str(tmp_path / 'list.pth'))
    path = tmp_path / 'cut.pth'
    torch.save(dict(state_dict=dict(weight=torch.ones(999))), path)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(ValueError, match='cut.pth'):
        load_checkpoint_safely(str(path))


@settings(max_examples=150, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=5),
       st.booleans(), st.floats(0.3, 1.5))
def test_damaged_files_are_read_or_refused_by_name(tmp_path, edits, is_zip, cut):
    path = tmp_path / 'model.pth'
    torch.save(dict(state_dict=dict(weight=torch.ones(2)), meta=dict(epoch=3, lr=np.float64(1)),
                    message_hub=dict(loss=HistoryBuffer([1.], [1]))), path,
               _use_new_zipfile_serialization=is_zip)
    content = bytearray(path.read_bytes())
    for place, byte in edits:
        content[place % len(content)] = byte
    path.write_bytes(content[:int(cut * len(content))])
    try:
        assert 'state_dict' in load_checkpoint_safely(str(path))
    except ValueError as error:
        assert str(path) in str(error)


@pytest.mark.parametrize('check', [check_is_checkpoint, load_checkpoint_safely])
def test_a_folder_and_other_files_are_told_at_once(tmp_path, check):
    for name, content in (('a.pth', 'hello'), ('a.safetensors', 'no safetensors'), ('a', '<html>')):
        (tmp_path / name).write_text(content)
        with pytest.raises(ValueError, match=f'{name} is no checkpoint, or damaged'):
            check(str(tmp_path / name))
    with pytest.raises(FileNotFoundError, match='gone.pth does not exist'):
        check(str(tmp_path / 'gone.pth'))
    with pytest.raises(ValueError, match='is a folder and no checkpoint; name a file$'):
        check(str(tmp_path))
    (tmp_path / 'epoch_3.pth').touch()
    with pytest.raises(ValueError, match='name a file, e.g. .*epoch_3.pth$'):
        check(str(tmp_path))


def test_what_may_be_one_passes(tmp_path):
    check_is_checkpoint(save(tmp_path))
    check_is_checkpoint('https://host/model.pth')
