import pytest
from mmengine.config import ConfigDict

from mlcr_mm.apis import load_config


def roots(config):
    return [dataset['data_root'] for dataset in config.loader.dataset.datasets]


def test_data_root_reaches_every_dataset(path):
    config = load_config(path, {'data_root': '/x', 'loader.batch_size': 8})
    assert roots(config) == ['/x', 'data/b'] and config.part.data_root == '/x'
    assert config.data_root == '/x' and config.loader.batch_size == 8
    assert roots(load_config(path, {'other_data_root': '/y'})) == ['data/a', '/y']
    assert roots(load_config(path)) == ['data/a', 'data/b']
    assert isinstance(config.loader, ConfigDict)


def test_unknown_data_root_names_those_there_are(path):
    with pytest.raises(KeyError, match='other_data_root'):
        load_config(path, {'images_data_root': '/x'})


def test_a_data_root_that_no_dataset_has_is_an_error(tmp_path):
    path = tmp_path / 'b.py'
    path.write_text("data_root = 'data/a'\n"
                    "train_dataloader = dict(dataset=dict(data_root='my'))\n")
    with pytest.raises(KeyError, match='no dataset of .*b.py has data_root'):
        load_config(str(path), {'data_root': '/x'})
