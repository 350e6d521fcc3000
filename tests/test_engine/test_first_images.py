import logging
from types import SimpleNamespace

import pytest

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.engine import first_images
from mlcr_mm.engine.first_images import check_first_images_of_run


@pytest.fixture
def looked_at(monkeypatch):
    """Names of the parts that were looked at; what is found of each goes into the log."""
    names, said = [], []
    monkeypatch.setattr(first_images, 'check_first_images',
                        lambda name, dataset: names.append(name) or [f'{name}: small'])
    monkeypatch.setattr(first_images, 'print_log',
                        lambda text, logger, level: said.append((text, level)))
    return names, said


def loop(dataset):
    return SimpleNamespace(dataloader=SimpleNamespace(dataset=dataset))


def test_every_part_below_wrappers(looked_at):
    names, said = looked_at
    faces = DemoFaces(num_images=1, lazy_init=True)
    wrapped = SimpleNamespace(datasets=[faces, SimpleNamespace(dataset=faces)])
    check_first_images_of_run(SimpleNamespace(train_loop=loop(wrapped), val_loop=loop(faces)))
    assert names == ['DemoFaces (training)'] * 2 + ['DemoFaces (validation)']
    assert said[0] == ('DemoFaces (training): small', logging.WARNING) and len(said) == 3
    check_first_images_of_run(SimpleNamespace(train_loop=loop([1]), val_loop=None))
    assert len(names) == 3
