import numpy as np
import pytest

from mlcr_mm.datasets import AUDataset


@pytest.fixture
def folder(tmp_path):
    (tmp_path / 'images').mkdir()
    for name in ('a.jpg', 'b.jpg', 'c.jpg'):
        (tmp_path / 'images' / name).touch()
    (tmp_path / 'labels.csv').write_text('image,AU1,AU12\na.jpg,0,1\nb.jpg,1,\nc.jpg,9,0\n')
    return tmp_path


def load(folder, **kwargs):
    return AUDataset('labels.csv', data_root=str(folder), data_prefix='images', **kwargs)


def test_reads_labels_and_paths(folder):
    dataset = load(folder)
    assert dataset.CLASSES == ('AU1', 'AU12')
    np.testing.assert_array_equal(dataset.get_gt_scores(), [[0, 1], [1, -1], [-1, 0]])
    assert dataset[1]['img_path'] == str(folder / 'images' / 'b.jpg')
    assert dataset[1]['gt_score'].dtype == np.float32
    assert dataset.get_cat_ids(0) == [1]


def test_classes_choose_columns_by_name(folder):
    dataset = load(folder, classes=['AU12'])
    assert dataset.get_gt_scores().tolist() == [[1], [-1], [0]]
    with pytest.raises(ValueError, match='AU99'):
        load(folder, classes=['AU12', 'AU99'])


def test_image_list_chooses_images(folder):
    (folder / 'train.txt').write_text('c.jpg\na.jpg\n')
    dataset = load(folder, image_list='train.txt')
    assert dataset.get_gt_scores().tolist() == [[-1, 0], [0, 1]]
    (folder / 'train.txt').write_text('c.jpg\nd.jpg\n')
    with pytest.raises(ValueError, match='1 images have no line in .*labels.csv, first: d.jpg'):
        load(folder, image_list='train.txt')


def test_missing_image_is_named_at_once(folder):
    (folder / 'images' / 'b.jpg').unlink()
    with pytest.raises(FileNotFoundError, match='b.jpg'):
        load(folder)


@pytest.mark.parametrize('line, message', [
    ('a.jpg,0,1', 'line 5: image a.jpg is annotated twice'),
    ('d.jpg,0,2', "line 5: label AU12 is '2'"),
    ('d.jpg,0', 'line 5: 2 fields'),
])
def test_bad_line_is_named(folder, line, message):
    with open(folder / 'labels.csv', 'a') as file:
        file.write(line + '\n')
    with pytest.raises(ValueError, match=message):
        load(folder)


def test_an_image_named_in_two_ways_is_refused(folder):
    with open(folder / 'labels.csv', 'a') as file:
        file.write('./a.jpg,1,1\n')
    with pytest.raises(ValueError, match='labels.csv: a.jpg and ./a.jpg are one image'):
        load(folder)


def test_no_line_is_an_error(folder):
    (folder / 'labels.csv').write_text('image,AU1\n')
    with pytest.raises(ValueError, match='no image is annotated'):
        load(folder)


@pytest.mark.parametrize('header', ['image|AU1|AU2', 'image AU1 AU2', 'image'])
def test_a_table_without_labels_is_refused(folder, header):
    (folder / 'labels.csv').write_text(f'{header}\na.jpg|0|1\n')
    with pytest.raises(ValueError, match='no labels in it; columns are separated by commas'):
        load(folder)


def test_labels_before_the_images(folder):
    (folder / 'labels.csv').write_text('AU1,AU12,image\n0,1,a.jpg\n1,0,b.jpg\n')
    dataset = load(folder)
    assert list(dataset.label_names()) == list(dataset.CLASSES) == ['AU1', 'AU12']
    assert dataset.get_gt_scores().tolist() == [[0, 1], [1, 0]]
    lazy = load(folder, lazy_init=True)
    assert list(lazy.label_names()) == ['AU1', 'AU12']


@pytest.mark.parametrize('absent, is_said', [('-1', True), ('', True), ('0', False)])
def test_a_table_without_a_zero_is_remarked_on(folder, absent, is_said, monkeypatch):
    said = []
    monkeypatch.setattr('mlcr_mm.datasets.au_dataset.print_log',
                        lambda text, **_: said.append(text))
    (folder / 'labels.csv').write_text(f'image,AU1\na.jpg,1\nb.jpg,{absent}\n')
    load(folder)
    assert ['absent is written as 0' in text for text in said] == [True] * is_said
