import logging
import os
from functools import partial

import pytest

from mlcr_mm.datasets import UnlabeledFaces
from mlcr_mm.datasets.records import image_index
from mlcr_mm.datasets.records.image_index import load_image_index
from mlcr_mm.datasets.records.packed_samples import unpack_names

OLD = 1_600_000_000


def settle(folder):
    """Make a tree look as if nobody had touched it for long."""
    for parent, _, _ in os.walk(folder):
        os.utime(parent, (OLD, OLD))


@pytest.fixture
def faces(tmp_path):
    folder = tmp_path / 'faces'
    for name in ('b/2.PNG', 'a/1.jpg', 'a/notes.txt', '3.jpeg'):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    settle(folder)
    return folder


@pytest.fixture
def searches(monkeypatch):
    """How often the images were looked for."""
    calls = []

    def count(search, *args):
        calls.append(args)
        return search(*args)

    for name in ('_find_images', '_check_list'):
        monkeypatch.setattr(image_index, name, partial(count, getattr(image_index, name)))
    return calls


def names(faces, **kwargs):
    return list(unpack_names(*load_image_index(
        str(faces), index_file=str(faces.parent / 'faces.index'), **kwargs)))


def test_second_start_reads_the_file(faces, searches):
    assert names(faces) == names(faces) == ['3.jpeg', 'a/1.jpg', 'b/2.PNG']
    assert len(searches) == 1


@pytest.mark.parametrize('change', [
    lambda faces: (faces / 'a' / '4.jpg').touch(),
    lambda faces: (faces / 'b' / '2.PNG').rename(faces / 'b' / '5.png'),
    lambda faces: (faces / 'a' / '1.jpg').unlink(),
    lambda faces: (faces / 'c').mkdir() or (faces / 'c' / '6.jpg').touch(),
])
def test_changes_are_noticed(faces, searches, change):
    names(faces)
    change(faces)
    found = names(faces)
    assert len(searches) == 2
    assert found == sorted(str(path.relative_to(faces)) for path in faces.rglob('*')
                           if path.suffix.lower() in ('.jpg', '.jpeg', '.png'))


def test_a_folder_just_changed_is_not_trusted(faces, searches):
    os.utime(faces / 'a')
    names(faces), names(faces)
    assert len(searches) == 2


def test_image_list(faces, searches):
    listed = faces.parent / 'list.txt'
    listed.write_text('b/2.PNG\n')
    for _ in range(2):
        assert names(faces, image_list=str(listed)) == ['b/2.PNG']
    assert len(searches) == 1
    listed.write_text('b/2.PNG\na/1.jpg\n')
    assert names(faces, image_list=str(listed)) == ['b/2.PNG', 'a/1.jpg']
    (faces / 'a' / '1.jpg').unlink()
    with pytest.raises(FileNotFoundError, match='1 of 2 images.*a/1.jpg'):
        names(faces, image_list=str(listed))
    assert names(faces, image_list=str(listed), max_missing_share=0.5) == ['b/2.PNG']


@pytest.mark.parametrize('damage', [lambda content: content[:-3], lambda content: b'',
                                    lambda content: content[:-3] + b'xyz',
                                    lambda content: b'no index at all'])
def test_damaged_files_are_built_anew(faces, searches, damage):
    expected = names(faces)
    path = faces.parent / 'faces.index'
    path.write_bytes(damage(path.read_bytes()))
    assert names(faces) == expected and len(searches) == 2


def test_index_must_lie_outside(faces):
    with pytest.raises(ValueError, match='lies in the folder'):
        load_image_index(str(faces), index_file=str(faces / 'a.index'))


def test_large_folders_are_kept_in_the_cache_folder(faces, searches, monkeypatch):
    monkeypatch.setenv('XDG_CACHE_HOME', str(faces.parent / 'cache'))
    load_image_index(str(faces))
    assert not (faces.parent / 'cache').exists()
    monkeypatch.setattr(image_index, 'MIN_CACHED_IMAGES', 3)
    load_image_index(str(faces)), load_image_index(str(faces))
    assert len(searches) == 2 and len(list((faces.parent / 'cache/mlcr_mm').iterdir())) == 1


def test_no_place_to_write_is_a_warning(faces, caplog):
    (faces.parent / 'file').touch()
    with caplog.at_level(logging.WARNING):
        packed = load_image_index(str(faces), index_file=str(faces.parent / 'file' / 'a.index'))
    assert len(packed[1]) == 3


def test_links_are_followed_but_not_in_circles(faces):
    os.symlink(faces, faces / 'a' / 'loop')
    os.symlink(faces.parent / 'other', faces / 'other')
    (faces.parent / 'other').mkdir()
    (faces.parent / 'other' / '9.jpg').touch()
    assert names(faces) == ['3.jpeg', 'a/1.jpg', 'b/2.PNG', 'other/9.jpg']


def test_a_link_gives_no_other_name_to_an_image_of_the_tree(faces):
    for place in range(20):
        os.symlink(faces / 'a', faces / f'link_{place}')
        os.symlink(faces.parent / 'other', faces / 'b' / f'link_{place}')
    other = faces.parent / 'other'
    other.mkdir()
    (other / '4.jpg').touch()
    assert names(faces) == ['3.jpeg', 'a/1.jpg', 'b/2.PNG', 'b/link_0/4.jpg']


def test_dataset_on_a_mapped_index(faces):
    for _ in range(2):
        dataset = UnlabeledFaces(data_root=str(faces.parent), data_prefix='faces',
                                 index_file='faces.index', indices=-2)
        assert dataset[1]['img_path'] == str(faces / 'b' / '2.PNG')
        assert len(dataset.get_subset([0])) == 1


def test_what_is_no_image_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr('importlib.util.find_spec', lambda name: None)
    messages = []
    monkeypatch.setattr(image_index, 'print_log', lambda text, **_: messages.append(text))
    folder = tmp_path / 'faces'
    folder.mkdir()
    for name in ('a.jpg', 'b.TIF', 'c.gif', 'd.heic', 'e.heic', 'f', '._a.jpg'):
        (folder / name).touch()
    (folder / '.thumbnails').mkdir()
    (folder / '.thumbnails' / 'a.jpg').touch()
    os.symlink(tmp_path / 'gone.jpg', folder / 'link.jpg')
    open(os.fsencode(folder) + b'/no utf-8 \xff.png', 'wb').close()
    names = list(unpack_names(*load_image_index(str(folder))))
    assert names == ['a.jpg', 'b.TIF', 'c.gif', 'no utf-8 \udcff.png']
    assert any('2 .heic (pip install pillow-heif to read them), 1 ' in text and '1 .jpg' in text
               and '2 hidden' in text
               for text in messages)
    for name in names:
        (folder / name).unlink()
    with pytest.raises(ValueError, match='has no image .it has .*2 .heic'):
        load_image_index(str(folder))
