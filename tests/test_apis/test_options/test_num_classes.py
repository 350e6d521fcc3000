import pytest
from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.apis.options.num_classes import complete_num_classes


@pytest.fixture
def config(tmp_path):
    (tmp_path / 'train.csv').write_text('image,smile,glasses,hat\na.jpg,1,0,1\n')  # without images
    labeled = dict(type='AUDataset', data_root=str(tmp_path), ann_file='train.csv')
    return Config(dict(
        model=dict(head=dict(type='GCNHead')),
        train_dataloader=dict(dataset=dict(
            type='SemiSupervisedDataset', labeled=labeled,
            unlabeled=dict(type='UnlabeledFaces', data_prefix='there/is/none')))))


def completed(config):
    complete_num_classes(config)
    return config.model.head.get('num_classes')


def test_number_of_labels_is_that_of_the_labelled_part(config):
    assert completed(config) == 3


def test_labels_that_are_wanted_count(config):
    config.train_dataloader.dataset.labeled.classes = ['hat', 'smile']
    assert completed(config) == 2


def test_a_labelled_dataset_alone_will_do(config):
    config.train_dataloader.dataset = config.train_dataloader.dataset.labeled
    assert completed(config) == 3
    config.train_dataloader.dataset = dict(type='EmotioNet', data_root='there/is/none')
    config.model.head = dict(type='GCNHead')
    assert completed(config) == 12


def test_of_several_datasets_the_labels_of_the_first(config):
    labeled = config.train_dataloader.dataset.labeled
    config.train_dataloader.dataset = dict(type='ConcatDataset', datasets=[labeled, labeled])
    assert completed(config) == 3


def test_a_given_number_stays(config):
    config.model.head.num_classes = 7
    assert completed(config) == 7


@pytest.mark.parametrize('dataset', [dict(type='RepeatDataset', times=2), dict(type='ImageNet')])
def test_other_datasets_are_left_alone(config, dataset):
    config.train_dataloader.dataset = dataset
    assert completed(config) is None


@pytest.mark.parametrize('settings', [
    dict(), dict(model=None), dict(model=dict(head=None)), dict(model=dict(head=dict())),
    dict(model=dict(head=dict()), train_dataloader=None)])
def test_configs_without_a_head_or_a_training_are_left_alone(settings):
    config = Config(settings)
    complete_num_classes(config)
    assert config._cfg_dict == settings


def test_a_file_that_cannot_be_read_is_an_error(config):
    config.train_dataloader.dataset.labeled.ann_file = 'other.csv'
    with pytest.raises(OSError, match='other.csv'):
        complete_num_classes(config)


def test_a_loaded_config_is_complete(config, tmp_path):
    config.dump(str(tmp_path / 'a.py'))
    assert load_config(str(tmp_path / 'a.py')).model.head.num_classes == 3
    assert load_config(str(tmp_path / 'a.py'), {
        'train_dataloader.dataset.labeled.classes': ['hat']}).model.head.num_classes == 1
