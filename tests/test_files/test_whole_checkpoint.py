import pytest
import torch

from mlcr_mm.files import (
    CheckpointFileError,
    is_cut,
    is_whole,
    load_checkpoint_safely,
    newest_whole_checkpoint,
)


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / f'epoch_{epoch}.pth' for epoch in (9, 10)]
    for path in paths:
        torch.save(dict(state_dict=dict(weight=torch.arange(999.))), path)
    return paths


@pytest.mark.parametrize('keep', [0, 1, 2, 100, .5, -1])
def test_a_cut_file_names_itself_and_a_whole_one(files, keep):
    content = files[1].read_bytes()
    files[1].write_bytes(content[:int(keep * len(content)) if keep == .5 else keep])
    assert not is_whole(files[1])
    if keep != 1:  # one letter tells nothing
        assert is_cut(files[1])
        with pytest.raises(CheckpointFileError, match=(
                f'{files[1]} is not whole.*; {files[0]} is whole')):
            load_checkpoint_safely(str(files[1]))
    assert newest_whole_checkpoint(files[0].parent) == files[0]


def test_a_block_of_zeros_is_noticed(files):
    """What a power failure leaves of a file that was not waited for."""
    content = bytearray(files[1].read_bytes())
    start = content.index(torch.arange(999.).numpy().tobytes()[:64])
    content[start:start + 512] = bytes(512)
    files[1].write_bytes(content)
    assert not is_whole(files[1]) and is_whole(files[0])


def test_where_no_other_is_whole_it_says_so(files):
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes()[:500])
    with pytest.raises(CheckpointFileError, match='has no other that is whole'):
        load_checkpoint_safely(str(files[1]))


def test_a_whole_file_is_whole_and_a_missing_one_is_not(files, tmp_path):
    assert all(map(is_whole, files)) and not any(map(is_cut, files))
    assert not is_whole(tmp_path / 'no.pth')


def test_a_name_in_the_archive_that_is_no_text_is_noticed(files):
    """Found by fuzzing: zipfile raises a UnicodeDecodeError."""
    content = files[1].read_bytes()
    place = content.index(b'epoch_10/byteorder')
    flags = place - 30 + 6  # of the header of this file: its name is in UTF-8
    content = bytearray(content)
    content[place], content[flags + 1] = 0x95, content[flags + 1] | 0x08
    files[1].write_bytes(content)
    assert not is_whole(files[1])
    assert newest_whole_checkpoint(files[0].parent) == files[0]
