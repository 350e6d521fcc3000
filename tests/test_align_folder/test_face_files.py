import pytest

from mlcr_mm.align_folder import find_face_files


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def find(tmp_path, output_format='same', root=None):
    files = find_face_files(str(tmp_path / 'in'), str(tmp_path / 'out'),
                            str(root or tmp_path / 'in'), output_format)
    return {file.name: file.output[len(str(tmp_path / 'out')) + 1:] for file in files}


def test_the_tree_is_kept(tmp_path):
    touch(tmp_path, 'in/b/2.PNG', 'in/a.jpg', 'in/b/film.avi', 'in/notes.txt', 'in/.a.jpg.part')
    assert find(tmp_path) == {'a.jpg': 'a.jpg', 'b/2.PNG': 'b/2.PNG', 'b/film.avi': 'b/film'}
    assert find(tmp_path, 'png') == {'a.jpg': 'a.png', 'b/2.PNG': 'b/2.png', 'b/film.avi': 'b/film'}
    assert set(find(tmp_path, root=tmp_path)) == {'in/a.jpg', 'in/b/2.PNG', 'in/b/film.avi'}


def test_a_single_file(tmp_path):
    touch(tmp_path, 'in/a/1.jpg')
    source = str(tmp_path / 'in' / 'a' / '1.jpg')
    file, = find_face_files(source, 'out', str(tmp_path / 'in'), 'same')
    assert (file.path, file.name, file.output) == (source, 'a/1.jpg', 'out/1.jpg')


def test_crops_inside_of_the_source_are_not_taken_again(tmp_path):
    touch(tmp_path, 'in/a.jpg', 'in/crops/a.jpg')
    source = str(tmp_path / 'in')
    files = find_face_files(source, f'{source}/crops', source, 'same')
    assert [file.name for file in files] == ['a.jpg']


def test_what_cannot_work_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match='does not exist'):
        find(tmp_path)
    touch(tmp_path, 'in/notes.txt')
    with pytest.raises(ValueError, match='no image or video'):
        find(tmp_path)
    touch(tmp_path, 'in/a.jpg', 'in/a.png')
    assert len(find(tmp_path)) == 2
    with pytest.raises(ValueError, match='same name'):
        find(tmp_path, 'jpg')
    with pytest.raises(ValueError, match='overwrite'):
        find_face_files(str(tmp_path / 'in'), str(tmp_path / 'in'), '', 'same')
