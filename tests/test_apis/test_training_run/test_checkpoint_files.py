import os
import pickle

import pytest
import torch
from mmengine.runner.checkpoint import CheckpointLoader, _load_checkpoint

from mlcr_mm.apis import careful_with_checkpoints
from mlcr_mm.files import CheckpointFileError


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


def test_code_does_not_run_and_the_error_says_why(hostile):
    with pytest.raises(CheckpointFileError, match='is not loaded.*--trust-checkpoint') as error, \
            careful_with_checkpoints():
        _load_checkpoint(str(hostile[0]))
    assert not hostile[1].exists() and str(hostile[0]) in str(error.value)


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
    with pytest.raises(CheckpointFileError), careful_with_checkpoints():
        _load_checkpoint(str(tmp_path / 'no.pth'))
    assert CheckpointLoader._schemes[''] is loader and dict(os.environ) == environment
