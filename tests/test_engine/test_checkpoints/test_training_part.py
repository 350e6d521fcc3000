import pytest
import torch
from mmengine.config import Config

from mlcr_mm.datasets import AUDataset, DemoFaces
from mlcr_mm.engine.checkpoints import training_part as module
from mlcr_mm.engine.checkpoints.training_part import check_not_trained_on, training_part
from mlcr_mm.files import write_text


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(module, 'print_log', lambda text, **_: lines.append(text))
    return lines


@pytest.fixture
def table(tmp_path):
    """Config of a dataset of some images."""

    def make(name, *images):
        for image in images:
            write_text(tmp_path / image, '')
        write_text(tmp_path / name, '\n'.join(['image,A', *(f'{image},1' for image in images)]))
        return dict(type='AUDataset', data_root=str(tmp_path), ann_file=name)

    return make


def config(dataset):
    return Config(dict(train_dataloader=dict(dataset=dataset)))


def checkpoint(dataset, **more):
    text = Config(dict(train_dataloader=dict(dataset=dataset), **more)).pretty_text
    return dict(state_dict={}, meta=dict(cfg=text))


def names(dataset):
    return [list(part.image_names()) for part in dataset.datasets]


def test_labelled_and_unlabelled_images_are_those_of_the_training(table, tmp_path, said):
    write_text(tmp_path / 'more/3.png', '')
    dataset = dict(
        type='SemiSupervisedDataset', pipeline=[dict(type='LoadImageFromFile')],
        labeled=table('a.csv', '1.png', '2.png'),
        unlabeled=dict(type='UnlabeledFaces', data_root=str(tmp_path), data_prefix='more'))
    assert names(training_part(config(dataset), 'a.pth')) == [['1.png', '2.png'], ['3.png']]
    repeated = dict(type='RepeatDataset', times=3, dataset=table('b.csv', '2.png'))
    assert names(training_part(config(repeated), 'a.pth')) == [['2.png']]
    assert not said


def test_a_training_set_that_cannot_be_read_here_is_told(table, said):
    dataset = dict(table('a.csv', '1.png'), data_root='/of/another/machine')
    assert training_part(config(dataset), 'a.pth') is None
    assert len(said) == 1 and 'whether a.pth was trained on images' in said[0]
    assert '/of/another/machine' in said[0]
    assert training_part(config(dict(type='NotRegistered')), 'a.pth') is None


def test_nothing_is_said_of_a_config_without_a_training_set(said):
    assert training_part(Config(), 'a.pth') is training_part(Config(dict(
        train_dataloader=None)), 'a.pth') is None
    assert not said


def test_classes_of_this_package_may_be_named_with_their_module(table, said):
    dataset = dict(table('a.csv', '1.png'), type='mlcr_mm.datasets.AUDataset')
    assert names(training_part(config(dataset), 'a.pth')) == [['1.png']] and not said


def test_one_drawn_face_tells_all():
    faces = dict(type='DemoFaces', num_images=10**9, max_images=7)
    assert names(training_part(config(faces), 'a.pth')) == [['demo://train/s000/00000']]
    same, other = (DemoFaces(num_images=3, image_size=16, split=split)
                   for split in ('train', 'test'))
    check_not_trained_on(checkpoint(faces), 'a.pth', dict(test=other))
    with pytest.raises(ValueError, match='subjects of .*demo|subjects of'):
        check_not_trained_on(checkpoint(faces), 'a.pth', dict(test=same))


@pytest.mark.parametrize('kind', ['os.system', 'subprocess.Popen', 7])
def test_nothing_is_imported(kind, said):
    assert training_part(config(dict(type=kind, command='ls')), 'a.pth') is None
    assert len(said) == 1 and f'it names {kind!r}, and nothing is imported' in said[0]
    inner = dict(type='ConcatDataset', datasets=[dict(type=kind)])
    assert training_part(config(inner), 'a.pth') is None


def test_images_of_the_training_are_refused(table):
    trained = checkpoint(table('a.csv', '1.png', '2.png'))
    tested, other = (AUDataset(ann_file=name, data_root=data['data_root'])
                     for name, data in (('b.csv', table('b.csv', '2.png', '3.png')),
                                        ('c.csv', table('c.csv', '3.png'))))
    check_not_trained_on(trained, 'a.pth', dict(val=other))
    check_not_trained_on(trained, 'a.pth', {})
    message = r'1 images are both in the training \(of checkpoint a.pth\) and the test part.*2.png'
    with pytest.raises(ValueError, match=f'{message}.*default_hooks.parts_disjoint=None'):
        check_not_trained_on(trained, 'a.pth', dict(val=other, test=tested))


def test_images_of_earlier_trainings_are_refused(table, tmp_path):
    torch.save(checkpoint(table('a.csv', '1.png')), tmp_path / 'first.pth')
    second = checkpoint(table('b.csv', '2.png'), load_from=str(tmp_path / 'first.pth'))
    tested = AUDataset(ann_file='a.csv', data_root=str(tmp_path))
    with pytest.raises(ValueError, match=r'training \(of checkpoint .*first.pth\) and the test'):
        check_not_trained_on(second, 'second.pth', dict(test=tested))
