import shutil

import pytest

from mlcr_mm.files import last_checkpoint


@pytest.fixture
def work(tmp_path):
    folder = tmp_path / 'work'
    folder.mkdir()
    (folder / 'epoch_3.pth').touch()
    (folder / 'last_checkpoint').write_text(f'{folder}/epoch_3.pth')
    return folder


def test_nothing_is_named(tmp_path):
    assert last_checkpoint(tmp_path) is None
    (tmp_path / 'last_checkpoint').write_text('\n')
    assert last_checkpoint(str(tmp_path)) is None


def test_a_copy_has_its_own_checkpoints(work, tmp_path):
    assert last_checkpoint(work) == str(work / 'epoch_3.pth')
    copy = tmp_path / 'copy'
    shutil.copytree(work, copy)
    assert last_checkpoint(copy) == str(copy / 'epoch_3.pth')
    (copy / 'epoch_3.pth').rename(copy / 'epoch_2.pth')  # not that of the original either
    assert last_checkpoint(copy) == str(copy / 'epoch_3.pth')
    shutil.rmtree(work)
    assert last_checkpoint(copy) == str(copy / 'epoch_3.pth')


def test_checkpoints_may_lie_elsewhere(work, tmp_path):
    other = tmp_path / 'logs'
    other.mkdir()
    for named in (str(work / 'epoch_3.pth'), 's3://bucket/epoch_3.pth'):
        (other / 'last_checkpoint').write_text(named)
        assert last_checkpoint(other) == named
