from mmengine.dataset import ConcatDataset, RepeatDataset

from mlcr_mm.datasets.wrapped import (
    inner_configs,
    leaf_configs,
    leaf_datasets,
    nested_configs,
)

A, B, C = (dict(type='AUDataset', ann_file=f'{name}.csv') for name in 'abc')
BOTH = dict(type='SemiSupervisedDataset', labeled=A, unlabeled=None)
NESTED = dict(type='ConcatDataset', datasets=[dict(type='RepeatDataset', dataset=BOTH), B, C])


def test_inner_configs():
    assert inner_configs(A) == []
    assert inner_configs(BOTH) == [A]
    assert inner_configs(dict(BOTH, unlabeled=B)) == [A, B]
    assert inner_configs(NESTED) == NESTED['datasets']


def test_configs_are_themselves_from_the_outside_to_the_inside():
    found = list(nested_configs(NESTED))
    assert [id(node) for node in found] == [
        id(node) for node in (NESTED, NESTED['datasets'][0], BOTH, A, B, C)]


def test_leaves():
    assert leaf_configs(NESTED) == [A, B, C]
    assert leaf_configs(A) == [A]


class Letters:
    metainfo = dict(classes=('x', ))

    def full_init(self):
        """As mmengine's wrappers ask for."""

    def __len__(self):
        return 2


def test_leaves_of_built_datasets():
    first, second, third = Letters(), Letters(), Letters()
    inner = ConcatDataset.__new__(ConcatDataset)
    inner.datasets = [first, second]
    repeated = RepeatDataset.__new__(RepeatDataset)
    repeated.dataset = third
    outer = ConcatDataset.__new__(ConcatDataset)
    outer.datasets = [inner, repeated]
    assert [id(leaf) for leaf in leaf_datasets(outer)] == [id(first), id(second), id(third)]
    assert list(leaf_datasets(third)) == [third]
