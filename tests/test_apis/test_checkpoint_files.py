import os
import pickle

import pytest
import torch
from mmengine.runner.checkpoint import CheckpointLoader, _load_checkpoint

from mlcr_mm.apis import careful_with_checkpoints


class Malicious:
    """A pickle that makes a file."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark), )


@pytest.fixture
def hostile(tmp_path):
    mark, file = tmp_path / 'it_ran', tmp_path / 'hostile.pth'
    torch.save(dict(state_dict=dict(weight=torch.ones(2)), meta=Malicious(mark)), file)
    return file, mark


def test_mmengine_alone_would_run_it(hostile):
    _load_checkpoint(str(hostile[0]))
    assert hostile[1].exists()


def test_code_does_not_run_and_one_line_says_why(hostile, capsys):
    with pytest.raises(SystemExit) as error, careful_with_checkpoints():
        _load_checkpoint(str(hostile[0]))
    said = capsys.readouterr().err
    assert error.value.code == 1 and not hostile[1].exists()
    assert said.startswith(f'error: checkpoint {hostile[0]} is not loaded') and (
        '--trust-checkpoint' in said) and said.count('\n') == 1


def test_the_user_may_trust_it(hostile):
    with careful_with_checkpoints(trust=True):
        assert _load_checkpoint(str(hostile[0]))['state_dict']['weight'].sum() == 2
    assert hostile[1].exists()


def test_no_other_load_is_unsafe_either(hostile, monkeypatch):
    """For example what mmengine downloads, whatever the environment says."""
    monkeypatch.setenv('TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD', '1')
    with careful_with_checkpoints(), pytest.raises(pickle.UnpicklingError):
        torch.load(hostile[0], weights_only=False)
    assert not hostile[1].exists() and os.environ['TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD'] == '1'


def test_everything_is_as_before_afterwards(tmp_path):
    loader, environment = CheckpointLoader._schemes[''], dict(os.environ)
    with pytest.raises(SystemExit), careful_with_checkpoints():
        _load_checkpoint(str(tmp_path / 'no.pth'))
    assert CheckpointLoader._schemes[''] is loader and dict(os.environ) == environment


def test_a_full_disk_is_one_line_and_other_errors_stay(capsys):
    with pytest.raises(SystemExit), careful_with_checkpoints():
        raise OSError(28, 'No space left on device', 'a.log')
    assert 'a.log could not be written (No space left on device)' in capsys.readouterr().err
    with pytest.raises(PermissionError), careful_with_checkpoints():
        raise PermissionError(13, 'not allowed')
