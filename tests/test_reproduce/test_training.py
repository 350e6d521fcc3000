import pytest
from run_configs import finish_training, write_run_configs

from mlcr_mm.reproduce.training import Training, parse_options


@pytest.fixture
def make(tmp_path):
    write_run_configs(tmp_path, 'one', 'other_name')

    def make(stem='one', options=('randomness.seed=0', ), amp=False, views=()):
        return Training(tmp_path / f'{stem}.py', 'seed0', options, amp, tmp_path / 'runs', views)

    return make


def test_same_settings_are_one_training(make, tmp_path):
    first = make()
    assert first.digest == make().digest == make('other_name').digest
    with open(tmp_path / 'one.py', 'a') as file:
        file.write("log_level = 'DEBUG'\n")
    assert make().digest == first.digest


def test_what_decides_the_weights_makes_another_training(make, tmp_path):
    first = make()
    others = [make(options=['randomness.seed=1']), make(amp=True), make(views=[first]),
              make(options=['randomness.seed=0', 'data_root=/elsewhere'])]
    write_run_configs(tmp_path, 'one', epochs=5)
    others.append(make())
    with open(tmp_path / 'one.py', 'a') as file:
        file.write("default_hooks = dict(\n"
                   "    calibration=dict(type='LogitCalibrationHook', method='f1'),\n"
                   "    logger=dict(type='LoggerHook', interval=3))\n")
    others.append(make())
    assert len({training.digest for training in (first, *others)}) == 7


@pytest.mark.parametrize('line', [
    "default_hooks = dict(ema=dict(type='EMAHook'))",
    "default_hooks = dict(finite=dict(type='FiniteHook', max_skipped=1))",
    "default_hooks = dict(epoch_seed=dict(type='EpochSeedHook'))",
    "auto_scale_lr = dict(base_batch_size=64, enable=True)"])
def test_hooks_that_decide_and_scaled_rates_make_another_training(make, tmp_path, line):
    first = make()
    with open(tmp_path / 'one.py', 'a') as file:
        file.write(f'{line}\n')
    assert make().digest != first.digest


def test_command_resumes_from_a_checkpoint(make, tmp_path):
    training = make(amp=True)
    training.folder.mkdir(parents=True)
    command = training.command(tmp_path)
    assert command[:2] == [str(tmp_path / 'train.py'), str(tmp_path / 'one.py')]
    assert '--resume' not in command and '--amp' in command
    assert command[-2:] == ['--cfg-options', 'randomness.seed=0']
    # The folder may have been moved: the name counts.
    (training.folder / 'last_checkpoint').write_text('/old/place/epoch_2.pth')
    assert '--resume' not in training.command(tmp_path)
    (training.folder / 'epoch_2.pth').write_text('')
    assert '--resume' in training.command(tmp_path)


def test_views_are_an_option(make):
    first, second = make(), make(options=['randomness.seed=1'])
    options = parse_options(make(views=[first, second]).options)
    assert options['train_cfg.view_checkpoints'] == [str(first.checkpoint), str(second.checkpoint)]
    assert options['randomness.seed'] == 0


def test_what_is_no_option_is_named():
    with pytest.raises(ValueError, match="--cfg-options: 'data_root' is no KEY=VALUE"):
        parse_options(['a=1', 'data_root'])
    assert parse_options([]) == {}


def test_done_when_record_and_weights_are_there(make):
    training = make()
    assert not training.is_done
    finish_training(training)
    assert training.is_done
    training.record.write_text('{"start": ')  # is written anew
    assert not training.is_done
    training.record.write_text('{}')
    training.checkpoint.unlink()
    assert not training.is_done


def test_a_folder_of_another_name_of_the_config_is_taken(make, tmp_path):
    first = make()
    assert first.folder.name.startswith('one-seed0-')
    finish_training(first)
    again = make('other_name')
    assert again.folder == first.folder and again.is_done
    assert not make('other_name', options=['randomness.seed=1']).is_done
    # Where older versions made both, the finished one counts, then the own one.
    own = tmp_path / 'runs' / first.folder.name.replace('one', 'other_name')
    own.mkdir()
    assert make('other_name').folder == first.folder
    first.checkpoint.unlink()
    assert make('other_name').folder == own
