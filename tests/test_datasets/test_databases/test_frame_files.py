import pytest

from mlcr_mm.datasets.databases.frame_files import FrameFiles, index_frames


def touch(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).touch()


def test_any_padding_and_prefix(tmp_path):
    touch(tmp_path, '1.jpg', '0002.jpg', 'frame_00003.png', 'v2_10.JPG', 'notes4.txt', 'x.jpg',
          '._0002.jpg')
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
    assert 'With frame_offset=-1 instead of 0 all' in files.describe_missing()
    assert files.find('a', 30) == 'a/030.jpg' and files.find('b', 5) == 'b/5.jpg'
    assert 'No more are missing with frame_offset=-1' in files.describe_missing()
    assert FrameFiles(str(tmp_path), -1).find('a', 1) == 'a/000.jpg'


@pytest.mark.parametrize('frames, images, offset, fitting', [
    (range(1, 11), range(10), 0, [-1]), (range(1, 11), range(1, 11), -1, [0]),
    (range(1, 10), range(10), 1, [0, -1]), (range(10), range(12), -1, [0, 1])])
def test_an_offset_is_advised_only_where_all_frames_exist(tmp_path, frames, images, offset,
                                                          fitting):
    touch(tmp_path / 'a', *(f'{number}.jpg' for number in images))
    files = FrameFiles(str(tmp_path), offset)
    for frame in frames:
        files.find('a', frame)
    missing = files.missing_by_offset()
    assert [offset for offset, number in missing.items() if not number] == fitting
    advice = files.describe_missing()
    assert files.describe_doubt() == ''
    assert all(f'frame_offset={offset}' in advice for offset in fitting)
    assert ('compare an image with its label' in advice) == (len(fitting) > 1)


@pytest.mark.parametrize('offset, other', [(-1, 0), (0, -1)])
def test_as_many_missing_with_another_offset_are_a_doubt_too(tmp_path, offset, other):
    """Ten labels and nine images: one is lost at the end, or they are counted from another one."""
    touch(tmp_path / 'a', *(f'{number}.jpg' for number in range(1, 10)))
    files = FrameFiles(str(tmp_path), offset)
    for frame in range(1, 11):
        files.find('a', frame)
    assert files.missing_by_offset() == {0: 1, -1: 1, 1: 2}
    assert (f'No more are missing with frame_offset={other} instead of {offset}'
            in files.describe_missing())


def test_a_gap_in_the_middle_tells_the_offset(tmp_path):
    touch(tmp_path / 'a', *(f'{number}.jpg' for number in range(10) if number != 5))
    files = FrameFiles(str(tmp_path), -1)
    for frame in range(1, 11):
        files.find('a', frame)
    assert files.describe_missing() == files.describe_doubt() == ''


def test_two_offsets_that_fit_are_a_doubt(tmp_path):
    touch(tmp_path / 'a', *(f'{number}.jpg' for number in range(11)))
    files = FrameFiles(str(tmp_path), -1)
    for frame in range(1, 11):
        files.find('a', frame)
    assert files.describe_missing() == ''
    assert 'with frame_offset=-1, but with 0 as well' in files.describe_doubt()
