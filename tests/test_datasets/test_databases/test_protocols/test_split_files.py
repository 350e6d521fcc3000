import pytest

from mlcr_mm.datasets.databases.protocols import write_splits
from mlcr_mm.datasets.records.image_list import read_image_list

DRAWS = [dict(train=['a', 'b'], test=['c']), dict(train=['b', 'c'], test=['a'])]


def test_one_repeat_goes_where_the_configs_look(tmp_path):
    write_splits(str(tmp_path / 'splits'), DRAWS[:1])
    assert read_image_list(str(tmp_path / 'splits' / 'train.txt')) == ['a', 'b']
    assert sorted(path.name for path in tmp_path.rglob('*')) == ['splits', 'test.txt', 'train.txt']


def test_repeats_have_their_folders(tmp_path):
    files = write_splits(str(tmp_path), DRAWS)
    assert len(files) == 6
    for number, draw in enumerate(DRAWS, 1):
        for part, images in draw.items():
            assert read_image_list(str(tmp_path / f'repeat{number}' / f'{part}.txt')) == images
    assert read_image_list(str(tmp_path / 'test.txt')) == ['c']


def test_nothing_is_overwritten_unasked(tmp_path):
    write_splits(str(tmp_path), DRAWS[:1])
    with pytest.raises(FileExistsError, match='train.txt exists .2 files.*--overwrite'):
        write_splits(str(tmp_path), DRAWS[1:])
    (tmp_path / 'train.txt').unlink()
    with pytest.raises(FileExistsError):
        write_splits(str(tmp_path), DRAWS[1:])
    assert not (tmp_path / 'train.txt').exists()  # nor is anything else written
    write_splits(str(tmp_path), DRAWS[1:], overwrite=True)
    assert read_image_list(str(tmp_path / 'test.txt')) == ['a']
