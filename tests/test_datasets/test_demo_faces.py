import hashlib
import subprocess
import sys

import numpy as np
import pytest

from mlcr_mm.datasets import check_disjoint, demo_faces
from mlcr_mm.datasets.demo_faces import DemoFaces
from mlcr_mm.labels import EMOTIONET_AUS
from mlcr_mm.registry import DATASETS


def _faces(**kwargs):
    return DemoFaces(**{**dict(num_images=12, images_per_subject=3, pipeline=[]), **kwargs})


def test_sample():
    dataset = DATASETS.build(
        dict(type='DemoFaces', num_images=6, images_per_subject=3, image_size=48))
    sample = dataset[4]
    assert sample['img'].shape == (48, 48, 3) and sample['img'].dtype == np.uint8
    assert sample['img_shape'] == sample['ori_shape'] == (48, 48)
    assert sample['img_path'] == 'demo://train/s001/00004'
    assert sample['gt_score'].shape == (12, ) and set(sample['gt_score']) <= {0., 1.}
    assert dataset.CLASSES == EMOTIONET_AUS and len(dataset) == 6
    assert dataset.get_gt_scores().shape == (6, 12)


def test_sets_of_other_seeds_are_other_persons():
    one, other = (_faces(split='test', seed=seed) for seed in (0, 1))
    assert other.get_data_info(4)['img_path'] == 'demo://test-seed1/s001/00004'
    assert other.subjects() == {f'test-seed1/s00{number}' for number in range(4)}
    check_disjoint(one, other, 'val', 'test')
    with pytest.raises(ValueError, match='4 subjects'):
        check_disjoint(one, _faces(split='test'), 'val', 'test')


def test_packs_without_a_loading_step():
    pipeline = [dict(type='RandomCrop', crop_size=56), dict(type='PackInputs')]
    sample = _faces(pipeline=pipeline)[0]
    assert sample['inputs'].shape == (3, 56, 56)
    assert sample['data_samples'].gt_score.shape == (12, )


def test_same_bytes_in_another_process():
    code = ('import hashlib\nfrom mlcr_mm.datasets.demo_faces import DemoFaces\n'
            'data = DemoFaces(num_images=12, images_per_subject=3, pipeline=[])\n'
            'pictures = b"".join(data[index]["img"].tobytes() for index in range(12))\n'
            'print(hashlib.sha1(pictures).hexdigest())')
    there = subprocess.run([sys.executable, '-W', 'ignore', '-c', code], capture_output=True,
                           text=True, check=True).stdout.split()[-1]
    data = _faces()
    pictures = [data[index]['img'].tobytes() for index in reversed(range(12))][::-1]
    assert hashlib.sha1(b''.join(pictures)).hexdigest() == there


def test_a_larger_set_begins_with_the_smaller_one():
    small, large = _faces()[11], _faces(num_images=20)[11]
    np.testing.assert_array_equal(small['img'], large['img'])
    np.testing.assert_array_equal(small['gt_score'], large['gt_score'])


@pytest.mark.parametrize('cores', [1, 3])
def test_processes_draw_what_one_call_draws(monkeypatch, cores):
    """However the rows are divided, also in the middle of a subject."""
    monkeypatch.setattr(demo_faces, 'ROWS_AT_ONCE', 5)
    monkeypatch.setattr(demo_faces, 'available_cores', lambda: cores)
    dataset = _faces()
    _, pictures, labels = demo_faces.draw_rows(range(12), (0, 0), 3, 1., 64)
    np.testing.assert_array_equal([dataset[row]['img'] for row in range(12)], pictures)
    np.testing.assert_array_equal(dataset.get_gt_scores(), labels)


def test_splits_and_seeds_differ():
    pictures = [_faces(**kwargs)[0]['img'] for kwargs in (
        dict(), dict(split='unlabeled'), dict(split='test'), dict(seed=1))]
    for first in range(4):
        for second in range(first):
            assert np.abs(pictures[first].astype(int) - pictures[second]).mean() > 5


@pytest.fixture
def drawn(monkeypatch):
    """Subjects of the pictures that are drawn."""
    import mlcr_mm.datasets.demo_faces as module
    subjects = []

    def draw(subject, *args, draw=module.draw_face):
        subjects.append(subject.face_width)
        return draw(subject, *args)

    monkeypatch.setattr(module, 'draw_face', draw)
    return subjects


def test_subjects_of_splits_are_disjoint(drawn):
    for split in ('train', 'unlabeled', 'test'):
        _faces(split=split).full_init()
    assert len(drawn) == 36 and len(set(drawn)) == 12
    assert all(len(set(drawn[start:start + 3])) == 1 for start in range(0, 36, 3))


def test_every_image_shows_another_subject_unless_told_otherwise(drawn):
    DemoFaces(num_images=30, image_size=16).full_init()
    DemoFaces(num_images=30, image_size=16, split='unlabeled').full_init()
    assert len(set(drawn)) == 60


def test_unlabeled_labels_are_unknown():
    dataset = _faces(split='unlabeled')
    assert (dataset.get_gt_scores() == -1).all() and dataset[3]['img'].any()


def test_the_labels_of_the_unlabeled_images_for_the_ceiling():
    hidden, told = (_faces(split='unlabeled', tell_labels=tell) for tell in (False, True))
    np.testing.assert_array_equal(hidden[3]['img'], told[3]['img'])
    labels = told.get_gt_scores()
    assert set(np.unique(labels)) == {0., 1.} and (labels.std(axis=0) > 0).any()


def test_writing_into_a_sample_does_not_change_the_dataset():
    dataset = _faces()
    dataset[0]['img'][:] = 0
    assert dataset[0]['img'].any()


def test_indices_keep_picture_and_label_together():
    whole, part = _faces(), _faces(indices=[7, 2])
    for index, row in enumerate((7, 2)):
        np.testing.assert_array_equal(part[index]['img'], whole[row]['img'])
        assert part[index]['img_path'] == whole[row]['img_path']


@pytest.mark.parametrize('wrong, message', [
    (dict(split='val'), "split is 'val'; take one of"),
    (dict(num_images=0), r'num_images \(0\)'),
    (dict(images_per_subject=0), r'images_per_subject \(0\) must be whole numbers >= 1'),
    (dict(num_images=9.5), r'num_images \(9.5\)'),
    (dict(images_per_subject=True), r'images_per_subject \(True\)'),
    (dict(image_size=64.), 'image_size is 64.0'),
    (dict(image_size=8), 'image_size is 8'),
    (dict(seed=-1), r'seed \(-1\)'),
    (dict(difficulty=-1.), r'difficulty \(-1.0\)'),
])
def test_bad_arguments(wrong, message):
    with pytest.raises(ValueError, match=message):
        _faces(**wrong)


def test_subject_of_each_image():
    faces = DemoFaces(split='test', num_images=5, images_per_subject=3, pipeline=[])
    assert faces.image_subjects() == ['test/s000'] * 3 + ['test/s001'] * 2
