from types import SimpleNamespace

import pytest
from mmengine.logging import MessageHub
from mmengine.runner import LogProcessor

from mlcr_mm.engine import PhaseLogProcessor

LINE = 'Epoch(train)  [1][ 10/100]  lr: 1.0e-03  loss: 0.5'


@pytest.fixture
def log(monkeypatch):
    """Log of a mode in a phase, of a line that mmengine writes."""

    def make(mode, phase='views', line=LINE):
        monkeypatch.setattr(LogProcessor, 'get_log_after_iter', lambda *_: (dict(loss=.5), line))
        monkeypatch.setattr(LogProcessor, 'get_log_after_epoch', lambda *_: (dict(loss=.5), line))
        hub = MessageHub('test')
        if phase:
            hub.update_info('phase', phase)
        runner, processor = SimpleNamespace(message_hub=hub), PhaseLogProcessor()
        after_iter = processor.get_log_after_iter(runner, 9, mode)
        assert after_iter == processor.get_log_after_epoch(runner, 9, mode)
        assert after_iter[0] == dict(loss=.5)  # what goes into files stays
        return after_iter[1]

    return make


def test_the_phase_stands_before_the_rest(log):
    assert log('train') == 'Epoch(train)  [1][ 10/100]  phase: views  lr: 1.0e-03  loss: 0.5'
    assert log('val', line='Epoch(val) [3][8/8]    mlcr/f1: 50.0') == (
        'Epoch(val) [3][8/8]  phase: views    mlcr/f1: 50.0')
    assert log('val', line='mlcr/f1: 50.0') == 'phase: views  mlcr/f1: 50.0'


def test_lines_without_a_phase_are_mmengines(log):
    assert log('train', phase=None) == log('test') == LINE
