import pytest

from mlcr_mm.datasets.databases.split_sources import (
    default_classes,
    emotionet_images,
    images_below,
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


def test_default_classes():
    assert default_classes('EmotioNet') == EMOTIONET_AUS
    for name in ('AUDataset', 'NoSuchDataset'):
        with pytest.raises(ValueError, match=name):
            default_classes(name)
