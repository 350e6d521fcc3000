import pytest

from mlcr_mm.datasets.records.image_list import (
    find_existing_images,
    read_image_list,
)


def test_reads_names_in_order(tmp_path):
    path = tmp_path / 'list.txt'
    path.write_bytes('\ufeffb.jpg\r\n\r\n a.jpg \n'.encode())
    assert read_image_list(str(path)) == ['b.jpg', 'a.jpg']


def test_bad_lists_are_named(tmp_path):
    path = tmp_path / 'list.txt'
    with pytest.raises(FileNotFoundError, match='list.txt'):
        read_image_list(str(path))
    path.write_text('\n')
    with pytest.raises(ValueError, match='empty'):
        read_image_list(str(path))
    path.write_text('a.jpg\nb.jpg\na.jpg\n')
    with pytest.raises(ValueError, match='line 3: a.jpg stands on line 1'):
        read_image_list(str(path))
    path.write_text('a.jpg\n./b.jpg\ns/../b.jpg\n')
    with pytest.raises(ValueError, match='line 3: s/../b.jpg stands on line 2'):
        read_image_list(str(path))


@pytest.mark.parametrize('line', ['b.PNG,0,1', 'b.jpg;1', 'd/b.heic\t0', 'b.jpg,c.jpg'])
def test_a_table_is_no_list(tmp_path, line):
    path = tmp_path / 'list.txt'
    path.write_text(f'a.jpg\n{line}\n')
    with pytest.raises(ValueError, match='list.txt, line 2: .*looks like a line of a table'):
        read_image_list(str(path))


def test_names_may_have_commas(tmp_path):
    path = tmp_path / 'list.txt'
    path.write_text('Doe, John.jpg\na.b;c.png\n')
    assert read_image_list(str(path)) == ['Doe, John.jpg', 'a.b;c.png']


def test_missing_images_are_counted_and_named(tmp_path):
    (tmp_path / 'a.jpg').touch()
    assert find_existing_images([str(tmp_path / 'a.jpg')], 'list.txt', 0.).all()
    with pytest.raises(FileNotFoundError, match='1 of 2 images of list.txt.*b.jpg'):
        find_existing_images([str(tmp_path / name) for name in ('a.jpg', 'b.jpg')], 'list.txt', 0.)


def test_some_may_be_missing_but_not_all(tmp_path):
    paths = [str(tmp_path / f'{index}.jpg') for index in range(4)]
    for path in paths[:3]:
        open(path, 'w').close()
    assert find_existing_images(paths, 'list.txt', 0.25).tolist() == [True] * 3 + [False]
    with pytest.raises(FileNotFoundError, match='1 of 4.*Try this. .*max_missing_share=0.25 to go'):
        find_existing_images(paths, 'list.txt', 0.2, 'Try this. ')
    with pytest.raises(FileNotFoundError, match='1 of 1'):
        find_existing_images(paths[3:], 'list.txt', 1.)


def test_no_text_is_named(tmp_path):
    path = tmp_path / 'list.txt'
    path.write_bytes(b'a.jpg\n\xff\xfe\n')
    with pytest.raises(ValueError, match='list.txt: not a text file in UTF-8'):
        read_image_list(str(path))
