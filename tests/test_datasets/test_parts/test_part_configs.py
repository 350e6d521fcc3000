import pytest
from toy import write_toy_data

from mlcr_mm.datasets.parts.part_configs import configured_labels, part_configs

PIPELINE = [dict(type='PackInputs')]


@pytest.fixture
def labeled(tmp_path):
    return dict(type='AUDataset', data_root=str(write_toy_data(tmp_path / 'data')),
                ann_file='labels.csv', data_prefix='images')


def test_labels_of_a_file_of_a_class_and_of_a_config(labeled):
    assert configured_labels(labeled) == ('AU1', 'AU2', 'AU4')
    assert tuple(configured_labels(dict(labeled, classes=['AU4']))) == ('AU4', )
    assert len(configured_labels(dict(type='EmotioNet', data_root='/nowhere'))) == 12
    assert configured_labels(dict(type='ImageNet')) is None
    with pytest.raises(FileNotFoundError, match='nowhere'):
        configured_labels(dict(labeled, data_root='/nowhere'))


def test_the_second_part_has_what_the_first_has(labeled):
    first, second = part_configs(labeled, dict(type='UnlabeledFaces', data_root='/x'), PIPELINE)
    assert first['classes'] == second['classes'] == ('AU1', 'AU2', 'AU4')
    assert first['pipeline'] == second['pipeline'] == PIPELINE
    own = part_configs(labeled, dict(type='UnlabeledFaces', classes=['a'], pipeline=[]), PIPELINE)
    assert own[1]['classes'] == ['a'] and own[1]['pipeline'] == []
    assert len(part_configs(labeled)) == 1


def test_a_part_is_one_dataset(labeled):
    two = dict(type='ConcatDataset', datasets=[labeled, labeled])
    with pytest.raises(ValueError, match='labeled of .* is a ConcatDataset.* one table'):
        part_configs(two, None, PIPELINE)
    with pytest.raises(ValueError, match='unlabeled of .* is a ConcatDataset.* folders into one'):
        part_configs(labeled, two, PIPELINE)
