from types import SimpleNamespace

import pytest
import torch
from mmengine.hooks import LoggerHook

from mlcr_mm.engine import deferred_losses
from mlcr_mm.engine.deferred_losses import DeferredLosses


def test_the_numbers_that_item_gives_in_order_by_one_copy(monkeypatch):
    kept, copies = DeferredLosses(), []
    tensors = [torch.rand((), dtype=dtype, requires_grad=True) * 7
               for dtype in (torch.float32, torch.bfloat16, torch.float32)]
    real = deferred_losses._read
    monkeypatch.setattr(deferred_losses, '_read', lambda values: copies.append(1) or real(values))
    kept.add(dict(loss=tensors[0], part=tensors[1]), 'first')
    kept.add(dict(loss=tensors[2], learning_rate=0.5), 'second')
    first, second = kept.read()
    assert first == (dict(loss=tensors[0].item(), part=tensors[1].item()), 'first')
    assert second == (dict(loss=tensors[2].item(), learning_rate=0.5), 'second')
    assert len(copies) == 1 and kept.read() == []


def test_double_precision_is_kept():
    kept, value = DeferredLosses(), torch.tensor(1 / 3, dtype=torch.float64)
    kept.add(dict(loss=value, count=torch.tensor([3])))
    assert kept.read()[0].values == dict(loss=1 / 3, count=3.)


def test_no_graph_is_kept():
    kept = DeferredLosses()
    kept.add(dict(loss=torch.ones((), requires_grad=True) * 2))
    assert not kept._outputs[0]['loss'].requires_grad


@pytest.mark.parametrize('batch_idx, expected', [(0, False), (3, True), (4, False), (7, True),
                                                 (9, True)])
def test_time_is_at_lines_of_the_log_and_at_the_end(batch_idx, expected):
    runner = SimpleNamespace(hooks=[object(), LoggerHook(interval=4)], train_dataloader=range(10))
    assert DeferredLosses().is_time(runner, batch_idx) is expected


def test_not_too_many_wait():
    runner, kept = SimpleNamespace(hooks=[], train_dataloader=range(1000)), DeferredLosses()
    for number in range(50):
        assert not kept.is_time(runner, number)
        kept.add({})
    assert kept.is_time(runner, 49)
