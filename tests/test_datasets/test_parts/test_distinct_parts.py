import pytest
from torch.utils.data import TensorDataset

from mlcr_mm.datasets import dataset_leaves, distinct_parts

TRAIN, A, B = (dict(type='AUDataset', image_list=f'{name}.txt', data_root='data', test_mode=True,
                    pipeline=[dict(type='LoadImageFromFile')]) for name in 'xab')


def concat(*datasets):
    return dict(type='ConcatDataset', datasets=list(datasets))


@pytest.mark.parametrize('val, test', [
    (A, dict(A)), (A, dict(A, pipeline=[])), (A, dict(A, test_mode=False, max_broken_share=0.)),
    (concat(A, B), concat(A, dict(B, pipeline=[]))), (A, concat(A)),
    (A, dict(type='RepeatDataset', times=2, dataset=A)),
])
def test_the_same_data_is_one_part(val, test):
    assert distinct_parts(dict(train=TRAIN, val=val, test=test)) == dict(train=TRAIN, val=val)


@pytest.mark.parametrize('val, test', [
    (A, B), (A, dict(A, data_root='other')), (A, dict(A, fold=2)), (concat(A, B), A),
    (A, concat(A, B)), (A, dict(A, indices=10)),
])
def test_other_data_is_another_part(val, test):
    parts = dict(train=TRAIN, val=val, test=test)
    assert list(distinct_parts(parts)) == ['train', 'val', 'test']


def test_parts_that_are_missing():
    assert distinct_parts(dict(train=TRAIN, val=None, test=A)) == dict(train=TRAIN, test=A)
    # Training on the test data is no way to have one part less.
    assert list(distinct_parts(dict(train=A, val=None, test=A))) == ['train', 'test']


def test_datasets_that_are_built():
    one, other = TensorDataset(), TensorDataset()
    assert list(distinct_parts(dict(val=one, test=one))) == ['val']
    assert list(distinct_parts(dict(val=one, test=other))) == ['val', 'test']
    assert list(distinct_parts(dict(val=one, test=A))) == ['val', 'test']


def test_leaves():
    nested = concat(A, dict(type='RepeatDataset', times=2, dataset=concat(B, TRAIN)))
    assert list(dataset_leaves(nested)) == [A, B, TRAIN]
