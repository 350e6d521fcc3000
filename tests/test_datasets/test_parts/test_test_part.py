import pytest
from mmengine.config import Config

from mlcr_mm.datasets.parts import test_part

PACK = dict(type='PackInputs')
ONE = dict(type='AUDataset', ann_file='a.csv', pipeline=[PACK])
OTHER = dict(ONE, ann_file='b.csv')


def config_of(*datasets):
    return Config(dict(test_dataloader=dict(dataset=dict(
        type='ConcatDataset', datasets=list(datasets)))))


def test_one_dataset():
    config = Config(dict(test_dataloader=dict(dataset=ONE)))
    assert test_part.test_dataset(config) == ONE
    assert test_part.test_datasets(config) == [ONE]


def test_several_datasets():
    assert test_part.test_dataset(config_of(ONE, OTHER)) == ONE
    assert test_part.test_datasets(config_of(ONE, OTHER)) == [ONE, OTHER]
    repeated = dict(type='RepeatDataset', times=2, dataset=dict(
        type='ConcatDataset', datasets=[ONE, OTHER]))
    assert test_part.test_dataset(config_of(repeated)) == ONE


def test_several_pipelines():
    for other in (dict(OTHER, pipeline=[dict(type='CenterCrop', crop_size=8), PACK]),
                  dict(type='AUDataset')):
        with pytest.raises(ValueError, match='different pipelines.*give them one'):
            test_part.test_dataset(config_of(ONE, other))


@pytest.mark.parametrize('content', [dict(), dict(test_dataloader=None),
                                     dict(test_dataloader=dict(dataset=dict(type='AUDataset')))])
def test_without_a_pipeline(content):
    with pytest.raises(ValueError, match='no test pipeline.*test_dataloader.dataset.pipeline'):
        test_part.test_dataset(Config(content))
    if not content.get('test_dataloader'):
        assert test_part.test_datasets(Config(content)) == []
