from types import SimpleNamespace

import pytest
from training_doubles import Loop

from mlcr_mm.engine.checkpoints.resume import is_resumed, starts_training


@pytest.mark.parametrize('loop, resume, resumed, starts', [
    (Loop(), True, True, False),
    (Loop(), False, False, True),
    (dict(type='Loop'), True, False, False),  # a test of a config that has a training
    (None, False, False, False),
])
def test_what_a_checkpoint_is_loaded_for(loop, resume, resumed, starts):
    runner = SimpleNamespace(_train_loop=loop, _resume=resume)
    assert is_resumed(runner) is resumed and starts_training(runner) is starts
