import pytest

from mlcr_mm.datasets import CelebA
from mlcr_mm.labels import CELEBA_ATTRIBUTES


def write(root, rows, names=CELEBA_ATTRIBUTES, kaggle=False, count=None):
    """Rows of (image, values) in the delivered form, or as on Kaggle."""
    for folder in ('Anno', 'Eval', 'Img/img_align_celeba'):
        (root / folder).mkdir(parents=True, exist_ok=True)
    if kaggle:
        lines = ['image_id,' + ','.join(names)]
        lines += [','.join([image, *map(str, values)]) for image, values in rows]
        (root / 'list_attr_celeba.csv').write_text('\n'.join(lines) + '\n')
    else:
        lines = [str(len(rows) if count is None else count), ' '.join(names) + ' ']
        lines += [image + ''.join(f'{value:3d}' for value in values) for image, values in rows]
        (root / 'Anno' / 'list_attr_celeba.txt').write_text('\n'.join(lines) + '\n')
    for image, _ in rows:
        (root / 'Img/img_align_celeba' / image).touch()


def values(*present):
    return [1 if name in present else -1 for name in CELEBA_ATTRIBUTES]


ROWS = [('000001.jpg', values('Smiling', 'Young')), ('000002.jpg', values('Male')),
        ('000003.jpg', values())]


@pytest.mark.parametrize('kaggle', [False, True])
def test_minus_one_is_absent(tmp_path, kaggle):
    write(tmp_path, ROWS, kaggle=kaggle)
    kwargs = dict(ann_file='list_attr_celeba.csv') if kaggle else {}
    labels = CelebA(data_root=str(tmp_path), **kwargs).get_gt_scores()
    assert labels.shape == (3, 40) and set(labels.ravel()) == {0, 1}
    assert labels.sum(axis=1).tolist() == [2, 1, 0]
    dataset = CelebA(data_root=str(tmp_path), classes=['Young', 'Male'], **kwargs)
    assert dataset.get_gt_scores().tolist() == [[1, 0], [0, 1], [0, 0]]
    assert dataset[1]['img_path'].endswith('img_align_celeba/000002.jpg')


@pytest.mark.parametrize('kaggle', [False, True])
def test_official_partition(tmp_path, kaggle):
    write(tmp_path, ROWS)
    text = '000001.jpg 0\n000002.jpg 2\n000003.jpg 1\n'
    if kaggle:
        text = 'image_id,partition\n' + text.replace(' ', ',')
    (tmp_path / 'Eval/list_eval_partition.txt').write_text(text)
    for split, image in (('train', 1), ('val', 3), ('test', 2)):
        dataset = CelebA(data_root=str(tmp_path), split=split)
        assert list(dataset.image_names()) == [f'00000{image}.jpg']
    with pytest.raises(ValueError, match="split='dev'"):
        CelebA(data_root=str(tmp_path), split='dev')
    (tmp_path / 'Eval/list_eval_partition.txt').write_text('000001.jpg 0\n')
    with pytest.raises(ValueError, match='2 images .* have no line, first: 000002.jpg'):
        CelebA(data_root=str(tmp_path), split='train')
    (tmp_path / 'Eval/list_eval_partition.txt').write_text(text.replace('2\n', '7\n'))
    with pytest.raises(ValueError, match=r'list_eval_partition.txt: \[7\] are no parts'):
        CelebA(data_root=str(tmp_path), split='train')


def test_identities(tmp_path):
    write(tmp_path, ROWS)
    (tmp_path / 'Anno/identity_CelebA.txt').write_text(
        '000001.jpg 2880\n000002.jpg 2937\n000003.jpg 2880\n')
    assert CelebA(data_root=str(tmp_path)).subjects() == set()
    dataset = CelebA(data_root=str(tmp_path), subject_file='Anno/identity_CelebA.txt')
    assert dataset.subjects() == {'2880', '2937'}
    assert dataset.get_subset([0, 2]).subjects() == {'2880'}


@pytest.mark.parametrize('line, message', [
    ('000009.jpg -1 1', 'line 6: 3 fields where the header has 41'),
    ('000009.jpg' + ' 2' * 40, "line 6: '2' is no attribute value"),
    ('000001.jpg' + ' -1' * 40, 'line 6: image 000001.jpg is annotated twice'),
    ('000009.jpg' + ' 1' * 40, 'announces 3 images, but the file has 4'),
])
def test_bad_lines_are_named(tmp_path, line, message):
    write(tmp_path, ROWS)
    with open(tmp_path / 'Anno/list_attr_celeba.txt', 'a') as file:
        file.write(line + '\n')
    with pytest.raises(ValueError, match=f'list_attr_celeba.txt.*{message}'):
        CelebA(data_root=str(tmp_path))


def test_bad_heads_are_named(tmp_path):
    write(tmp_path, ROWS, count=4)
    with pytest.raises(ValueError, match='cut short'):
        CelebA(data_root=str(tmp_path))
    path = tmp_path / 'Anno/list_attr_celeba.txt'
    path.write_text('\n'.join(path.read_text().splitlines()[1:]))
    with pytest.raises(ValueError, match='line 1: the number of images is'):
        CelebA(data_root=str(tmp_path))
    path.write_text('')
    with pytest.raises(ValueError, match='list_attr_celeba.txt'):
        CelebA(data_root=str(tmp_path))
    with pytest.raises(ValueError, match="'Smile'"):
        write(tmp_path, ROWS)
        CelebA(data_root=str(tmp_path), classes=['Smile'])
