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


def test_no_line_is_an_error(folder):
    (folder / 'labels.csv').write_text('image,AU1\n')
    with pytest.raises(ValueError, match='no image is annotated'):
        load(folder)
