from types import SimpleNamespace

import pytest
from training_doubles import Loop

from mlcr_mm.engine.checkpoints.resume import checkpoint_name, is_resumed, starts_training


@pytest.mark.parametrize('loop, resume, resumed, starts', [
    (Loop(), True, True, False),
    (Loop(), False, False, True),
    (dict(type='Loop'), True, False, False),  # a test of a config that has a training
    (None, False, False, False),
])
def test_what_a_checkpoint_is_loaded_for(loop, resume, resumed, starts):
    runner = SimpleNamespace(_train_loop=loop, _resume=resume)
    assert is_resumed(runner) is resumed and starts_training(runner) is starts


def test_the_checkpoint_that_resume_finds_is_named(tmp_path):
    runner = SimpleNamespace(_load_from='a.pth', work_dir=str(tmp_path))
    assert checkpoint_name(runner) == 'a.pth'
    (tmp_path / 'last_checkpoint').write_text(str(tmp_path / 'epoch_3.pth'))
    runner._load_from = None
    assert checkpoint_name(runner) == str(tmp_path / 'epoch_3.pth')
