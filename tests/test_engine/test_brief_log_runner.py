from pathlib import Path

import pytest
from mmengine.hooks import Hook
from mmengine.logging import print_log
from toy import write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.registry import RUNNERS


@pytest.fixture
def build(tmp_path, capsys):
    """A runner of a type; what it has printed, and its log file."""

    def make(runner_type):
        config = load_config(str(write_toy_config(tmp_path)))
        config.update(work_dir=str(tmp_path / 'work'), runner_type=runner_type,
                      experiment_name=f'{tmp_path.name}_{runner_type}')
        make.runner = runner = RUNNERS.build(config)
        for message in ('"FileClient" will be deprecated in future', 'something else'):
            print_log(message, logger=runner.logger)
        with open(runner.logger.log_file) as file:
            return capsys.readouterr().out, file.read()

    return make


BLOCKS = ('System environment', 'model = dict(', 'VERY_HIGH', 'FileClient')


def test_long_blocks_are_in_the_file_only(build):
    printed, logged = build('BriefLogRunner')
    for block in BLOCKS:
        assert block not in printed and block in logged
    first, last = printed.strip().splitlines()
    assert first.endswith('.log') and 'something else' in last and 'something else' in logged


def test_a_config_can_have_them_on_the_console(build):
    printed, _ = build('Runner')
    assert all(block in printed for block in BLOCKS)


def test_the_config_in_the_work_directory_is_that_of_a_training_that_began(build, tmp_path):
    build('BriefLogRunner')  # as for a test
    assert not list((tmp_path / 'work').glob('*.py'))
    runner = build.runner
    runner._hooks = [Refusal()]
    with pytest.raises(ValueError, match='other images'):
        runner.call_hook('before_train')
    assert not list((tmp_path / 'work').glob('*.py'))
    runner._hooks = []
    runner.call_hook('before_train')
    written, = (tmp_path / 'work').glob('*.py')
    assert written.name == Path(runner.cfg.filename).name


class Refusal(Hook):

    def before_train(self, runner):
        raise ValueError('other images')
