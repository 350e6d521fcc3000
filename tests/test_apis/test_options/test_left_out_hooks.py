import pytest
from mmengine.runner import Runner

from mlcr_mm.apis import load_config
from mlcr_mm.apis.options.left_out_hooks import RUNNER_HOOKS


def test_names_are_those_of_the_runner():
    class Kept(Runner):

        def __init__(self):  # its own hooks only
            self._hooks = []

    runner = Kept()
    runner.register_default_hooks()
    assert len(runner.hooks) == len(RUNNER_HOOKS)
    runner = Kept()
    runner.register_default_hooks(dict.fromkeys(RUNNER_HOOKS))
    assert runner.hooks == []


@pytest.mark.parametrize('by_file', [True, False])
def test_hooks_that_are_none_are_left_out(tmp_path, by_file):
    path = tmp_path / 'config.py'
    options = dict(calibration=None, timer=None)
    path.write_text("_base_ = __import__('mlcr_mm').config_path('mlcr_demo.py')\n" + (
        f'default_hooks = {options}' if by_file else ''))
    config = load_config(str(path), {} if by_file else {
        f'default_hooks.{name}': None for name in options})
    assert 'calibration' not in config.default_hooks
    assert config.default_hooks.timer is None  # the runner leaves out its own
    assert config.default_hooks.checkpoint.type == 'WholeCheckpointHook'
