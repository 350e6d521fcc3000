import pytest

from mlcr_mm.datasets.frame_files import FrameFiles, index_frames


def touch(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).touch()


def test_any_padding_and_prefix(tmp_path):
    touch(tmp_path, '1.jpg', '0002.jpg', 'frame_00003.png', 'v2_10.JPG', 'notes4.txt', 'x.jpg')
    assert index_frames(str(tmp_path)) == {
        1: '1.jpg', 2: '0002.jpg', 3: 'frame_00003.png', 10: 'v2_10.JPG'}
    assert index_frames(str(tmp_path / 'nowhere')) == {}
    touch(tmp_path, '002.jpg')
    with pytest.raises(ValueError, match='0002.jpg and 002.jpg are the same frame 2'):
        index_frames(str(tmp_path))


def test_missing_frames_get_a_likely_name_and_another_offset_a_hint(tmp_path):
    touch(tmp_path / 'a', '000.jpg', '001.jpg')
    files = FrameFiles(str(tmp_path), 0)
    assert [files.find('a', frame) for frame in (1, 2)] == ['a/001.jpg', 'a/002.jpg']
    assert 'frame_offset=-1 instead of 0' in files.describe_missing()
    assert files.find('a', 30) == 'a/030.jpg' and files.find('b', 5) == 'b/5.jpg'
    assert files.describe_missing() == ''
    assert FrameFiles(str(tmp_path), -1).find('a', 1) == 'a/000.jpg'
