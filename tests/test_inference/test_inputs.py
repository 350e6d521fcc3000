import os

import pytest

from mlcr_mm.inference import find_inputs
from mlcr_mm.inference.inputs import CAMERA, IMAGE, NONE, VIDEO


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ('d/2.JPG', 'd/10.png', 'd/sub/film.mp4', 'd/sub/notes.txt', 'd/sub/.hidden.jpg',
                 'd/sub/landmarks.csv', 'd/labels/1.txt', 'other.tif'):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('x')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kinds(*arguments):
    return [(item.path, item.kind) for item in find_inputs(arguments)]


def test_files_and_folders(folder):
    assert kinds('other.tif', 'd') == [
        ('other.tif', IMAGE), ('d/10.png', IMAGE), ('d/2.JPG', IMAGE), ('d/sub/film.mp4', VIDEO),
        ('d/sub/notes.txt', NONE)]
    assert [item.folder for item in find_inputs(['d', 'other.tif'])] == ['d'] * 4 + ['']


def test_other_files_among_images_are_told(folder):
    (item, ) = [item for item in find_inputs(['d']) if item.kind == NONE]
    assert "no image or video by its name ('.txt')" in item.error


def test_patterns(folder):
    assert kinds('d/*.png', 'd/**/*.mp4') == [('d/10.png', IMAGE), ('d/sub/film.mp4', VIDEO)]
    assert next(iter(find_inputs(['no*.png']))).error == 'no file fits the pattern'


def test_a_file_whose_name_looks_like_a_pattern(folder):
    (folder / 'a[1].jpg').write_text('x')
    assert kinds('a[1].jpg') == [('a[1].jpg', IMAGE)]


def test_a_list_is_relative_to_itself(folder):
    (folder / 'd/list.txt').write_text(f'2.JPG\n\nsub/film.mp4\n{folder}/other.tif\ngone.jpg\n')
    assert kinds('d/list.txt') == [('d/2.JPG', IMAGE), ('d/sub/film.mp4', VIDEO),
                                   (f'{folder}/other.tif', IMAGE), ('d/gone.jpg', NONE)]


def test_nothing_comes_twice(folder):
    assert kinds('d/2.JPG', f'{folder}/d/2.JPG', 'd/*.JPG') == [('d/2.JPG', IMAGE)]


def test_a_camera(folder):
    assert kinds('0') == [('0', CAMERA)]


def test_what_is_not_there_says_so(folder):
    (folder / 'empty').mkdir()
    errors = [item.error for item in find_inputs(['gone.jpg', 'empty', 'd/labels'])]
    assert errors == ['the file does not exist', 'the folder has no image or video',
                      'the folder has no image or video']


def test_only_line_ends_end_a_line_of_a_list(folder):
    name = 'a\u2028b\x0cc\x85.jpg'
    (folder / name).write_text('x')
    (folder / 'list.txt').write_bytes(f'{name}\r\nother.tif\n'.encode())
    assert kinds('list.txt') == [(name, IMAGE), ('other.tif', IMAGE)]
    (folder / 'list.txt').write_bytes(f'{name}\n'.encode('utf-16'))
    assert kinds('list.txt') == [(name, IMAGE)]


def test_what_is_no_path_and_no_camera(folder):
    assert kinds('²', 'a\0*.jpg') == [('²', NONE), ('a\0*.jpg', NONE)]
    (folder / 'list.txt').write_bytes(b'0\na\0b.jpg\n')
    assert kinds('list.txt') == [('0', NONE), ('a\0b.jpg', NONE)]
    (folder / 'list.txt').write_bytes(b'\xff\xfe\x00')
    (item, ) = find_inputs(['list.txt'])
    assert 'not a text file' in item.error


def test_linked_folders_are_searched_and_closed_ones_told(folder, tmp_path, monkeypatch):
    (tmp_path / 'elsewhere').mkdir()
    (tmp_path / 'elsewhere' / 'z.png').touch()
    os.symlink(tmp_path / 'elsewhere', folder / 'd' / 'link')
    assert (str(folder / 'd/link/z.png'), IMAGE) in kinds(folder / 'd')
    scan = os.scandir

    def closed(path):
        if os.fspath(path).endswith('link'):
            raise PermissionError(13, 'Permission denied', os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, 'scandir', closed)
    *_, last = find_inputs([folder / 'd'])
    assert last.kind == 'none' and last.path.endswith('link')
    assert last.error == 'the folder cannot be read: Permission denied'
