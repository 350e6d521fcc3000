import os

import pytest
from mmengine.config import Config

from mlcr_mm.datasets import AUDataset
from mlcr_mm.reproduce.data_files import changed_files, configured_files, data_hashes


@pytest.fixture
def write(tmp_path):

    def write(name, text='a'):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return str(path)

    return write


def test_names_are_those_of_the_config_below_its_root(write, tmp_path):
    table, images, other = (write(name) for name in ('t.csv', 'lists/a.txt', 'b.txt'))
    root = str(tmp_path)
    labeled = dict(type='AUDataset', data_root=root, ann_file='t.csv', image_list='lists/a.txt')
    unlabeled = dict(type='UnlabeledFaces', image_list=other)
    for dataset in (dict(labeled=labeled, unlabeled=unlabeled),
                    dict(dataset=dict(datasets=[labeled, unlabeled]))):
        assert list(data_hashes(dataset)) == [table, images, other]
    assert list(data_hashes(dict(labeled, type=AUDataset))) == [table, images]
    assert not data_hashes(dict(type='DemoFaces')) and not data_hashes({})


@pytest.mark.parametrize(('kind', 'file', 'arguments'), [
    ('EmotioNet', 'EmotioNet_FACS.csv', {}),
    ('BP4D', 'AUCoding/AU_OCC/F001_T1.csv', {}),
    ('CelebA', 'Anno/list_attr_celeba.txt', {}),
    ('CelebA', 'Eval/list_eval_partition.txt', dict(split='test')),
    ('CelebA', 'Anno/who.txt', dict(subject_file='Anno/who.txt')),
    ('EmotioNet', 'files/dataFile_2.txt', dict(ann_file='files/dataFile_*.txt')),
    ('Unknown', 'own.csv', dict(ann_file='own.csv')),
])
def test_a_change_of_what_a_database_reads_is_found(write, tmp_path, kind, file, arguments):
    write(file)
    dataset = dict(type=kind, data_root=str(tmp_path), **arguments)
    recorded = data_hashes(dataset)
    assert len(recorded) == 1 and not changed_files(recorded, dataset)
    write(file, 'b')
    assert changed_files(recorded, dataset) == list(recorded)


def test_only_the_labels_of_a_folder_count(write, tmp_path):
    dataset = dict(type='DISFA', data_root=str(tmp_path), ann_file='.')
    write('a.txt')
    before = data_hashes(dataset)
    write('a.jpg')
    assert not changed_files(before, dataset)
    write('c/b.txt')
    assert changed_files(before, dataset)


def test_the_content_counts_and_not_the_time(write):
    dataset = dict(type='AUDataset', ann_file=write('t.csv'))
    before = data_hashes(dataset)
    os.utime(dataset['ann_file'], (1, 1))
    assert not changed_files(before, dataset)


def test_what_is_not_there_or_was_not_recorded_is_no_change(write):
    dataset = dict(type='AUDataset', ann_file=write('t.csv'))
    before = data_hashes(dataset)
    assert not changed_files(None, dataset) and not changed_files({}, dataset)
    os.unlink(dataset['ann_file'])
    assert not changed_files(before, dataset)


def test_a_partition_that_is_not_used_does_not_count(write, tmp_path):
    write('Eval/list_eval_partition.txt')
    assert not data_hashes(dict(type='CelebA', data_root=str(tmp_path)))


def test_graphs_and_weights_are_files_of_a_training(tmp_path):
    graph = tmp_path / 'graph.csv'
    config = Config(dict(
        load_from='http://a/b.pth',
        model=dict(
            backbone=dict(init_cfg=[dict(type='Pretrained', checkpoint='a.pth')]),
            head=dict(adjacency=str(graph)), neck=dict(adjacency=None))))
    files = configured_files(config)
    assert files == [str(graph), 'a.pth']
    graph.write_text('1,0')
    before = data_hashes({}, files)
    assert list(before) == [str(graph)] and not changed_files(before, {}, files)
    graph.write_text('0,1')
    assert changed_files(before, {}, files) == [str(graph)]
    assert configured_files(Config(dict(load_from='c.pth'))) == ['c.pth']
