from types import SimpleNamespace

import pytest
from mlcr_mm.engine.unlabeled_part import goes_on, unlabeled_part
from mmengine.dataset import ConcatDataset
from mmpretrain.structures import DataSample
from training_doubles import Loop

from mlcr_mm.datasets import IndexedConcatDataset, UnlabeledFaces


@pytest.fixture
def parts(tmp_path):
    """Two parts of 3 and 5 images."""
    parts = []
    for length in (3, 5):
        folder = tmp_path / str(length)
        folder.mkdir()
        for index in range(length):
            (folder / f'{index}.jpg').touch()
        parts.append(UnlabeledFaces(data_root=str(folder), classes=['AU1']))
    return parts


def runner_of(dataset):
    return SimpleNamespace(train_dataloader=SimpleNamespace(dataset=dataset))


def test_places_count_from_the_first_unlabelled_image(parts):
    part = unlabeled_part(runner_of(IndexedConcatDataset(parts)), 'SomeHook')
    assert part.dataset is parts[1]
    batch = dict(data_samples=[DataSample(metainfo=dict(sample_idx=i)) for i in (0, 2, 3, 7)])
    places = [(place, sample.sample_idx) for place, sample in part.samples_of(batch)]
    assert places == [(0, 3), (4, 7)]


def test_other_training_sets_are_refused(parts):
    for dataset in (ConcatDataset(parts), IndexedConcatDataset(parts[:1]), parts[0]):
        with pytest.raises(TypeError, match='SomeHook needs .*IndexedConcatDataset'):
            unlabeled_part(runner_of(dataset), 'SomeHook')


@pytest.mark.parametrize('loop, resume, expected', [
    (Loop(), True, True), (Loop(), False, False), (dict(type='Loop'), True, False),
    (None, True, False)])
def test_only_a_training_goes_on(loop, resume, expected):
    assert goes_on(SimpleNamespace(_train_loop=loop, _resume=resume)) is expected
