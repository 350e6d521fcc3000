import pytest
from mmcv.transforms import Compose
from toy import write_toy_data

from mlcr_mm.datasets import AUDataset, SemiSupervisedDataset, UnlabeledFaces
from mlcr_mm.registry import DATASETS

CLASSES = ['AU1', 'AU2', 'AU4']
PIPELINE = [dict(type='LoadImageFromFile'), dict(type='PackInputs')]


@pytest.fixture
def configs(tmp_path):
    """Configs of a part with 3 labelled and one with 4 unlabelled images."""
    root = dict(data_root=str(write_toy_data(tmp_path / 'data', 3, 4, 1)), data_prefix='images')
    return dict(
        labeled=dict(type='AUDataset', ann_file='labels.csv', image_list='train.txt', **root),
        unlabeled=dict(type='UnlabeledFaces', image_list='unlabeled.txt', max_broken_share=.5,
                       **root))


@pytest.fixture
def dataset(configs):
    return SemiSupervisedDataset(**configs, pipeline=PIPELINE)


def sample_of(dataset, place):
    return dataset[place]['data_samples']


def test_configs_name_it_and_its_parts(configs):
    dataset = DATASETS.build(dict(type='SemiSupervisedDataset', pipeline=PIPELINE, **configs))
    assert isinstance(dataset.labeled, AUDataset) and len(dataset.labeled) == 3
    assert isinstance(dataset.unlabeled, UnlabeledFaces) and len(dataset.unlabeled) == 4
    assert dataset.datasets == [dataset.labeled, dataset.unlabeled] and len(dataset) == 7


def test_built_parts_are_taken_as_they_are(configs):
    parts = {name: DATASETS.build(dict(config, pipeline=PIPELINE, classes=CLASSES))
             for name, config in configs.items()}
    dataset = SemiSupervisedDataset(**parts)
    assert dataset.labeled is parts['labeled'] and dataset.unlabeled is parts['unlabeled']


def test_places_count_over_both_parts(dataset):
    assert [sample_of(dataset, place).sample_idx for place in range(7)] == list(range(7))
    assert [dataset.part_start(part) for part in range(2)] == [0, 3]
    # The parts alone, as they are used for predictions, count from 0.
    assert sample_of(dataset.unlabeled, 2).sample_idx == 2
    assert sample_of(dataset, 5).img_path == sample_of(dataset.unlabeled, 2).img_path
    assert [bool((sample_of(dataset, place).gt_score == -1).all()) for place in (2, 3)] == [
        False, True]


def test_the_place_is_that_of_the_image_that_is_seen(dataset):
    broken = sample_of(dataset, 4)
    open(broken.img_path, 'w').close()
    replaced = sample_of(dataset, 4)
    assert replaced.sample_idx != 4 and replaced.sample_idx >= 3
    assert sample_of(dataset, replaced.sample_idx).img_path == replaced.img_path


def test_samples_need_a_place(dataset):
    for part in dataset.datasets:
        part.pipeline.transforms[-1].meta_keys = ('img_path', )
    with pytest.raises(TypeError, match="meta_keys hold 'sample_idx'"):
        dataset[0]


def test_the_labels_are_those_of_the_labelled_part(dataset, configs):
    # Not those of EmotioNet, which UnlabeledFaces would take, and which AUDataset reads.
    assert list(dataset.metainfo['classes']) == list(dataset.unlabeled.CLASSES) == CLASSES
    configs['unlabeled']['classes'] = CLASSES  # a list, where the file gives a tuple
    assert len(SemiSupervisedDataset(**configs, pipeline=PIPELINE)) == 7
    configs['unlabeled']['classes'] = CLASSES[::-1]
    with pytest.raises(ValueError, match=r"the unlabelled part has the labels \('AU4', .*: leave "
                       'train_dataloader.dataset.unlabeled.classes out'):
        SemiSupervisedDataset(**configs, pipeline=PIPELINE)


def test_a_part_may_have_a_pipeline_of_its_own(configs):
    configs['labeled']['pipeline'] = PIPELINE[:1]
    dataset = SemiSupervisedDataset(**configs, pipeline=PIPELINE)
    assert [len(part.pipeline.transforms) for part in dataset.datasets] == [1, 2]
    dataset.pipeline = Compose(PIPELINE)
    assert dataset.pipeline is dataset.labeled.pipeline is dataset.unlabeled.pipeline


def test_the_labelled_part_alone(configs):
    configs['unlabeled'] = None
    dataset = SemiSupervisedDataset(**configs, pipeline=PIPELINE)
    assert dataset.unlabeled is None and len(dataset) == 3
    assert [sample_of(dataset, place).sample_idx for place in range(3)] == [0, 1, 2]
