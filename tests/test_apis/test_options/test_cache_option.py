import pytest

from mlcr_mm.apis import load_config


def test_every_dataset_of_files_gets_the_folder():
    config = load_config('mlcr_emotionet_r18_96px.py', dict(cache_dir='fast'))
    train = config.train_dataloader.dataset
    datasets = [train.labeled, train.unlabeled, config.val_dataloader.dataset,
                config.test_dataloader.dataset]
    assert [dataset.cache_dir for dataset in datasets] == ['fast'] * 4
    assert 'cache_dir' not in train and 'cache_dir' not in config


def test_drawn_faces_have_no_files():
    with pytest.raises(KeyError, match='reads image files; leave the option cache_dir out'):
        load_config('mlcr_demo.py', dict(cache_dir='fast'))
