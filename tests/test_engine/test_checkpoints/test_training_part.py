import pytest
from mmengine.config import Config

from mlcr_mm.datasets import AUDataset
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


def checkpoint(dataset):
    return dict(meta=dict(cfg=Config(dict(train_dataloader=dict(dataset=dataset))).pretty_text))


def names(dataset):
    return [list(part.image_names()) for part in dataset.datasets]


def test_labelled_and_unlabelled_images_are_those_of_the_training(table, tmp_path, said):
    write_text(tmp_path / 'more/3.png', '')
    dataset = dict(
        type='SemiSupervisedDataset', pipeline=[dict(type='LoadImageFromFile')],
        labeled=table('a.csv', '1.png', '2.png'),
        unlabeled=dict(type='UnlabeledFaces', data_root=str(tmp_path), data_prefix='more'))
    assert names(training_part(checkpoint(dataset), 'a.pth')) == [['1.png', '2.png'], ['3.png']]
    repeated = dict(type='RepeatDataset', times=3, dataset=table('b.csv', '2.png'))
    assert names(training_part(checkpoint(repeated), 'a.pth')) == [['2.png']]
    assert not said


def test_a_training_set_that_cannot_be_read_here_is_told(table, said):
    dataset = dict(table('a.csv', '1.png'), data_root='/of/another/machine')
    assert training_part(checkpoint(dataset), 'a.pth') is None
    assert len(said) == 1 and 'whether a.pth was trained on images' in said[0]
    assert '/of/another/machine' in said[0]
    assert training_part(checkpoint(dict(type='NotRegistered')), 'a.pth') is None


@pytest.mark.parametrize('content', [{}, dict(meta=None), dict(meta=dict(cfg='a = 1')),
                                     dict(meta=dict(cfg='train_dataloader = None'))])
def test_nothing_is_said_of_a_checkpoint_without_a_training_set(content, said):
    assert training_part(content, 'a.pth') is None and not said


@pytest.mark.parametrize('kind', ['os.system', 'subprocess.Popen', 7])
def test_nothing_is_imported(kind):
    assert training_part(checkpoint(dict(type=kind, command='ls')), 'a.pth') is None
    inner = dict(type='ConcatDataset', datasets=[dict(type=kind)])
    assert training_part(checkpoint(inner), 'a.pth') is None


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
