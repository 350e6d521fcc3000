"""What docs/configs.md says of TensorBoard, on a toy."""
import runpy
import sys

import pytest
from doc_blocks import all_blocks
from toy import ROOT, write_toy_config


def test_losses_and_f1_are_in_its_file(tmp_path, monkeypatch):
    files = pytest.importorskip('tensorboard.backend.event_processing.event_accumulator')
    block, = (block for block in all_blocks('python') if block.file == 'tensorboard.py')
    config = write_toy_config(tmp_path, workers=0)
    settings = block.text.split('\n\n', 1)[1]  # all but the base
    config.write_text(f'{config.read_text()}\n{settings}')
    monkeypatch.setattr(sys, 'argv', ['train.py', str(config), '--work-dir', str(tmp_path / 'w')])
    runpy.run_path(str(ROOT / 'tools' / 'train.py'), run_name='__main__')
    file, = (tmp_path / 'w').rglob('events.out.tfevents.*')
    events = files.EventAccumulator(str(file)).Reload()
    assert {'lr', 'loss', 'loss_co_regularization', 'mlcr/f1'} <= set(events.Tags()['scalars'])
    assert len(events.Scalars('loss')) >= 4  # one at least per epoch
