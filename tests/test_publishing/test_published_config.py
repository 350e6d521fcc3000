import pytest
from mmengine.config import Config

from mlcr_mm.publishing import published_config

HEAD = dict(type='GCNHead', num_classes=2, in_channels=4, gcn=dict(slope=.1), normalize='released')
TEST = dict(batch_size=4, dataset=dict(
    type='AUDataset', data_root='/home/me', ann_file='labels.csv', classes=['a', 'b'],
    pipeline=[dict(type='PackInputs')]))


def test_keeps_what_using_the_model_needs():
    config = Config(dict(model=dict(type='DualViewClassifier', head=HEAD), work_dir='/home/me/x',
                         data_preprocessor=dict(mean=[1., 2., 3.]), test_dataloader=TEST))
    slim = published_config(config)
    assert slim.to_dict() == dict(
        model=dict(
            type='DualViewClassifier', data_preprocessor=dict(mean=[1., 2., 3.]),
            head=dict(type='DualViewHead', num_classes=2, in_channels=4)),
        test_dataloader=dict(dataset=dict(
            type='AUDataset', classes=['a', 'b'], pipeline=[dict(type='PackInputs')])))
    assert config.model.head.type == 'GCNHead' and 'gcn' in config.model.head


def test_of_several_test_datasets_the_first():
    several = dict(dataset=dict(type='ConcatDataset', datasets=[
        TEST['dataset'], dict(TEST['dataset'], ann_file='others.csv')]))
    model = dict(type='DualViewClassifier', head=HEAD)
    assert published_config(Config(dict(model=model, test_dataloader=several))).to_dict() == (
        published_config(Config(dict(model=model, test_dataloader=TEST))).to_dict())


def test_without_a_model():
    with pytest.raises(ValueError, match='needs a model'):
        published_config(Config(dict(test_dataloader=TEST)))


def test_without_a_pipeline():
    with pytest.raises(ValueError, match='test_dataloader.dataset.pipeline'):
        published_config(Config(dict(model=dict(type='DualViewClassifier', head=HEAD))))
