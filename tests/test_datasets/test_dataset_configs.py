"""The dataset configs: parts, folds and labels that fit each other."""
from pathlib import Path

import pytest
from mmengine.config import Config
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.apis import load_config
from mlcr_mm.datasets import check_disjoint
from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.registry import DATASETS

CONFIGS = Path(__file__).parents[2] / 'configs'
BASES = ['bp4d', 'celeba', 'disfa', 'emotionet', 'unbc']


@pytest.mark.parametrize('name', BASES)
def test_labels_of_all_parts_are_those_of_the_database(name):
    config = Config.fromfile(CONFIGS / '_base_' / 'datasets' / f'{name}.py')
    train, test = config.train_dataloader.dataset, config.test_dataloader.dataset
    assert train.labeled.type == test.type and train.unlabeled.type == 'UnlabeledFaces'
    lazy = dict(train, lazy_init=True)
    for part in ('labeled', 'unlabeled'):
        lazy[part] = dict(train[part], lazy_init=True)
    with pytest.MonkeyPatch.context() as patch:  # the files are not there to be read
        patch.setattr(FaceDataset, 'full_init', lambda self: None)
        patch.setattr(FaceDataset, '__len__', lambda self: 1)
        built = DATASETS.build(lazy)  # every argument is known
        DATASETS.build(dict(test, lazy_init=True))
    assert built.unlabeled.CLASSES == DATASETS.get(test.type).METAINFO['classes']
    assert config.val_dataloader == config.test_dataloader and test.test_mode
    for dataset in (train, test):
        assert dataset.pipeline[0].type == 'LoadImageFromFile'  # broken images are noticed


def test_folds_differ_by_their_number_only():
    first, *others = (Config.fromfile(CONFIGS / f'mlcr_bp4d_fold{number}.py').to_dict()
                      for number in (1, 2, 3))
    for number, config in enumerate(others, 2):
        for part in (config['train_dataloader']['dataset']['labeled'],
                     config['val_dataloader']['dataset'], config['test_dataloader']['dataset']):
            assert part['fold'] == number
            part['fold'] = 1
        assert config == first


@pytest.mark.parametrize('name', ['mlcr_bp4d_fold1', 'mlcr_celeba'])
def test_as_many_outputs_as_labels(name):
    config = Config.fromfile(CONFIGS / f'{name}.py')
    labeled = config.train_dataloader.dataset.labeled
    labels = DATASETS.get(labeled.type).METAINFO['classes']
    head = config.model.head
    fraction = head.loss_recognition.get('positive_fraction')
    assert head.num_classes == len(labels) and (fraction is None or len(fraction) == len(labels))


@needs_facsrender
@pytest.mark.parametrize('fold', [1, 2, 3])
def test_bp4d_folds_of_the_rendered_faces(fold):
    config = load_config(str(CONFIGS / f'mlcr_bp4d_fold{fold}.py'), dict(
        data_root=str(FACSRENDER / 'bp4d'),
        **{'train_dataloader.dataset.unlabeled.data_root': str(FACSRENDER / 'emotionet')}))
    train = DATASETS.build(config.train_dataloader.dataset)
    test = DATASETS.build(config.test_dataloader.dataset)
    assert len(train) + len(test) == 720 + 4000
    check_disjoint(train, test, 'train', 'test')
    assert test[0]['inputs'].shape == (3, 224, 224)
