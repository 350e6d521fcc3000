import torch

from mlcr_mm.parallel import available_cores
from mlcr_mm.reproduce.hardware import device_name


def test_names_processor_and_cores():
    name = device_name()
    assert name.endswith(f', {available_cores()} cores') and len(name.split(',')[0]) > 2


def test_names_the_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, 'get_device_name', 'GPU number {}'.format)
    assert device_name(1) == 'GPU number 1'
