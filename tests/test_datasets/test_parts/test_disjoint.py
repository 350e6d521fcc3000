import pytest
from mmengine.dataset import ConcatDataset

from mlcr_mm.datasets import AUDataset, UnlabeledFaces, check_disjoint, shared_subjects


class OneDatabase(AUDataset):
    DATABASE = 'One'


class OtherDatabase(AUDataset):
    DATABASE = 'Other'


def make(root, name, images, **kwargs):
    lines = ['image,AU1'] + [f'{image},1' for image in images]
    (root / f'{name}.csv').write_text('\n'.join(lines))
    for image in images:
        (root / 'images' / image).parent.mkdir(parents=True, exist_ok=True)
        (root / 'images' / image).touch()
    return AUDataset(f'{name}.csv', data_root=str(root), data_prefix='images', **kwargs)


def test_images_in_two_parts(tmp_path):
    train = make(tmp_path, 'train', ['s1/a.jpg', 's1/b.jpg'])
    test = make(tmp_path, 'test', ['s1/c.jpg'])
    check_disjoint(train, test, 'train', 'test')
    unlabeled = UnlabeledFaces(data_root=str(tmp_path), data_prefix='images', classes=['AU1'])
    both = ConcatDataset([train, unlabeled])
    with pytest.raises(ValueError, match='1 images are both in the train and the test.*s1/c.jpg'):
        check_disjoint(both, test, 'train', 'test')
    with pytest.raises(ValueError, match='1 images are both'):
        check_disjoint(test, both, 'test', 'train')


def test_the_same_file_by_another_way(tmp_path):
    train = make(tmp_path, 'train', ['a.jpg'])
    (tmp_path / 'link').symlink_to(tmp_path / 'images')
    test = AUDataset('train.csv', data_root=str(tmp_path), data_prefix='link')
    with pytest.raises(ValueError, match='1 images'):
        check_disjoint(train, test, 'train', 'test')


@pytest.mark.parametrize('spelling', ['s1/{}', './s1/{}', 's1/../s1/{}', '{root}/images/s1/{}',
                                      '{root}/link/s1/{}'])
def test_a_list_may_spell_a_file_in_any_way(tmp_path, spelling):
    train = make(tmp_path, 'train', ['s1/a.jpg', 's1/b.jpg'])
    (tmp_path / 'link').symlink_to(tmp_path / 'images')
    (tmp_path / 'list.txt').write_text(spelling.format('b.jpg', root=tmp_path))
    unlabeled = UnlabeledFaces(data_root=str(tmp_path), data_prefix='images',
                               image_list='list.txt', classes=['AU1'])
    assert len(unlabeled) == 1
    with pytest.raises(ValueError, match='1 images are both'):
        check_disjoint(unlabeled, train, 'train', 'test')


def test_subjects_of_two_folders_of_one_data_root(tmp_path):
    for name, images in dict(train=['s1/a.jpg', 's2/b.jpg'], test=['s2/c.jpg']).items():
        (tmp_path / f'{name}.csv').write_text(
            '\n'.join(['image,AU1', *(f'{image},1' for image in images)]))
        for image in images:
            (tmp_path / name / image).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / image).touch()
    train, test = (AUDataset(f'{name}.csv', data_root=str(tmp_path), data_prefix=name,
                             subject_pattern=r'^(s\d+)/') for name in ('train', 'test'))
    with pytest.raises(ValueError, match="1 subjects .*'s2'.*another `data_root` each"):
        check_disjoint(train, test, 'train', 'test')


def test_subjects_in_two_parts(tmp_path):
    pattern = dict(subject_pattern=r'^(s\d+)/')
    train = make(tmp_path, 'train', ['s1/a.jpg', 's2/b.jpg'], **pattern)
    test = make(tmp_path, 'test', ['s2/c.jpg'], **pattern)
    with pytest.raises(ValueError, match="1 subjects .* train and the test part, e.g. .'s2'"):
        check_disjoint(train, test, 'train', 'test')
    other = tmp_path / 'other'
    other.mkdir()
    check_disjoint(train, make(other, 'test', ['s2/c.jpg'], **pattern), 'train', 'test')


def test_other_datasets_are_passed_over(tmp_path):
    train = make(tmp_path, 'train', ['s1/a.jpg'])
    check_disjoint(train, [1, 2, 3], 'train', 'test')


@pytest.mark.parametrize('kinds, database', [
    ((OneDatabase, OneDatabase), 'One'), ((OneDatabase, OtherDatabase), None),
    ((UnlabeledFaces, OneDatabase), 'One'), ((OneDatabase, UnlabeledFaces), 'One')])
def test_an_unlabelled_folder_belongs_to_the_database_of_its_root(tmp_path, kinds, database):
    for name in ('a', 'b'):
        (tmp_path / 'images' / 's1').mkdir(parents=True, exist_ok=True)
        (tmp_path / f'images/s1/{name}.jpg').touch()
        (tmp_path / f'{name}.csv').write_text(f'image,AU1\ns1/{name}.jpg,1\n')
        (tmp_path / f'{name}.txt').write_text(f's1/{name}.jpg\n')
    options = dict(data_root=str(tmp_path), data_prefix='images', subject_pattern='^(s1)/')
    parts = [kind(image_list=f'{name}.txt', classes=['AU1'], **options)
             if kind is UnlabeledFaces else kind(f'{name}.csv', **options)
             for kind, name in zip(kinds, 'ab')]
    assert shared_subjects(*parts) == ({database: ['s1']} if database else {})
