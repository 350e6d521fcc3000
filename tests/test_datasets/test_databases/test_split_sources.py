import pytest

from mlcr_mm.datasets.databases.split_sources import (
    default_classes,
    emotionet_images,
    images_below,
    read_subjects,
)
from mlcr_mm.labels import EMOTIONET_AUS


def write_emotionet(folder, annotated, on_disk):
    rows = ['URL,URL orig,' + ','.join(f"'AU {n}'" for n in range(1, 61))]
    rows += [f"'http://h/{image}','x'" + ',0' * 60 for image in annotated]
    (folder / 'EmotioNet_FACS.csv').write_text('\n'.join(rows))
    for image in on_disk:
        path = folder / 'images' / image
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_emotionet_knows_what_is_on_disk(tmp_path):
    write_emotionet(tmp_path, ['N_1/a.jpg', 'N_1/b.jpg', 'N_2/c.jpg'],
                    ['N_1/a.jpg', 'c.jpg', 'N_9/u.jpg', 'v.png'])
    annotated, unannotated, missing = emotionet_images(str(tmp_path))
    # c.jpg lies flat, and is named as in the annotations.
    assert sorted(annotated) == ['N_1/a.jpg', 'N_2/c.jpg']
    assert sorted(unannotated) == ['N_9/u.jpg', 'v.png'] and missing == 1


def test_images_are_named_relative_to_their_folder(tmp_path):
    write_emotionet(tmp_path, [], ['N_1/a.jpg', 'b.jpg'])
    assert images_below(str(tmp_path / 'images')) == ['N_1/a.jpg', 'b.jpg']
    with pytest.raises(FileNotFoundError):
        images_below(str(tmp_path / 'no'))


def test_subjects(tmp_path):
    path = tmp_path / 'identity.txt'
    path.write_text('000001.jpg 2880\n\n000002.jpg,2937\n')
    assert read_subjects(str(path)) == {'000001.jpg': '2880', '000002.jpg': '2937'}
    path.write_text('my faces/a.jpg 7\n\nmy faces/b.jpg,8\n"a, b.jpg", 9\n')
    assert read_subjects(str(path)) == {
        'my faces/a.jpg': '7', 'my faces/b.jpg': '8', 'a, b.jpg': '9'}
    for wrong in ('a.jpg\n', 'a.jpg,\n', 'a, b.jpg 9\n', 'a,b,9\n'):
        path.write_text(wrong)
        with pytest.raises(ValueError, match='line 1.*in quotes'):
            read_subjects(str(path))
    path.write_text('a 1\na 2\n')
    with pytest.raises(ValueError, match='line 2'):
        read_subjects(str(path))
    with pytest.raises(FileNotFoundError, match='no.txt'):
        read_subjects(str(tmp_path / 'no.txt'))


def test_default_classes():
    assert default_classes('EmotioNet') == EMOTIONET_AUS
    for name in ('AUDataset', 'NoSuchDataset'):
        with pytest.raises(ValueError, match=name):
            default_classes(name)
