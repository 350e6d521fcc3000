from mmengine.config import Config

from mlcr_mm.apis.config_nodes import datasets_of_kind, dicts_below
from mlcr_mm.datasets import DemoFaces, UnlabeledFaces
from mlcr_mm.datasets.face_dataset import FaceDataset


def test_dicts_in_lists_and_dicts_are_found_from_the_outside():
    node = dict(a=[dict(b=1), (dict(c=dict(d=2)), 3)], e='f')
    assert list(dicts_below(node)) == [node, dict(b=1), dict(c=dict(d=2)), dict(d=2)]
    assert list(dicts_below(None)) == []


def test_datasets_are_found_by_name_and_by_class_in_every_loader():
    parts = dict(labeled=dict(type='DemoFaces'), unlabeled=dict(type=UnlabeledFaces))
    config = Config(dict(train_dataloader=dict(dataset=dict(type='ConcatDataset', **parts)),
                         val_dataloader=None, other=dict(type='DemoFaces')))
    assert [kind for kind, _ in datasets_of_kind(config, FaceDataset)] == [
        DemoFaces, UnlabeledFaces]
    assert list(datasets_of_kind(config, DemoFaces)) == [(DemoFaces, parts['labeled'])]
