from types import SimpleNamespace

import pytest
import torch
from mmengine.dataset import ConcatDataset

from mlcr_mm.datasets import AUDataset, UnlabeledFaces
from mlcr_mm.engine import GCNStageHook
from mlcr_mm.models import DualViewHead, GCNHead
from mlcr_mm.models.graph import adjacency_from_labels

LABELS = [[1, 0], [1, 1], [0, -1], [0, 0]]


@pytest.fixture
def dataset(tmp_path):
    lines = ['image,AU1,AU2']
    for index, row in enumerate(LABELS):
        (tmp_path / f'{index}.jpg').touch()
        lines.append(f'{index}.jpg,{row[0]},{row[1]}')
    (tmp_path / 'labels.csv').write_text('\n'.join(lines))
    labeled = AUDataset('labels.csv', data_root=str(tmp_path))
    unlabeled = UnlabeledFaces(data_root=str(tmp_path), classes=['AU1', 'AU2'])
    return ConcatDataset([labeled, unlabeled])


def make_runner(head, dataset=None, epoch=0):
    return SimpleNamespace(
        model=SimpleNamespace(head=head), epoch=epoch, max_epochs=4,
        train_dataloader=SimpleNamespace(dataset=dataset))


def make_head(**kwargs):
    return GCNHead(num_classes=2, in_channels=3, **kwargs)


def test_adjacency_comes_from_the_training_labels(dataset):
    head = make_head()
    GCNStageHook(begin=2).before_train(make_runner(head, dataset))
    assert torch.equal(head.adjacency, adjacency_from_labels(torch.tensor(LABELS)))


def test_given_adjacency_is_kept(dataset):
    matrix = [[1., .3], [.3, 1.]]
    head = make_head(adjacency=matrix)
    GCNStageHook(begin=2).before_train(make_runner(head, dataset))
    assert head.adjacency.tolist() == torch.tensor(matrix).tolist()


@pytest.mark.parametrize('epoch, switched', [(0, False), (1, False), (2, True), (3, True)])
def test_stage_begins_at_its_epoch(epoch, switched):
    head = make_head(adjacency=torch.eye(2))
    GCNStageHook(begin=2).before_train_epoch(make_runner(head, epoch=epoch))
    assert head.in_graph_stage is switched


def test_a_stage_that_has_begun_is_left_alone():
    head = make_head(adjacency=torch.eye(2))
    head.begin_graph_stage()
    initial = head.initial_classifiers.clone()
    with torch.no_grad():
        head.classifiers[0].weight.add_(1)
    hook = GCNStageHook(begin=2)
    hook.before_train(make_runner(head))
    hook.before_train_epoch(make_runner(head, epoch=3))
    assert torch.equal(head.initial_classifiers, initial)


def test_bad_configurations_say_what_to_write(dataset):
    with pytest.raises(TypeError, match='GCNHead'):
        GCNStageHook(begin=2).before_train(make_runner(DualViewHead(2, 3)))
    with pytest.raises(ValueError, match='max_epochs=4'):
        GCNStageHook(begin=4).before_train(make_runner(make_head()))
    with pytest.raises(TypeError, match='model.head.adjacency'):
        GCNStageHook(begin=2).before_train(make_runner(make_head(), object()))
