import pytest
from mmengine.config import Config

from mlcr_mm.engine.targets import plain_pipeline

LOAD, PACK = dict(type='LoadImageFromFile'), dict(type='PackInputs')


def of(dataset):
    return plain_pipeline(Config(dict(test_dataloader=dict(dataset=dataset))))


def test_of_a_dataset_and_of_datasets_in_wrappers():
    part = dict(type='AUDataset', pipeline=[LOAD, PACK])
    both = dict(type='ConcatDataset', datasets=[part, dict(part, data_root='b')])
    for dataset in (part, both, dict(type='RepeatDataset', times=2, dataset=both)):
        assert of(dataset) == [LOAD, PACK]


def test_what_is_missing_is_named():
    with pytest.raises(ValueError, match='test_dataloader: the config has to have one'):
        plain_pipeline(Config(dict()))
    with pytest.raises(ValueError, match='has to have a pipeline'):
        of(dict(type='AUDataset'))
    with pytest.raises(ValueError, match='have to have the same one'):
        of(dict(datasets=[dict(pipeline=[LOAD, PACK]), dict(pipeline=[PACK])]))
