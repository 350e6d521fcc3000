import json

import pytest
import torch
from processes import run_tool
from toy import ROOT, write_toy_config

from mlcr_mm.files import load_checkpoint_safely

METHOD = 'default_hooks.calibration.method='


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    """A config and the checkpoint that training calibrated by shares."""
    folder = tmp_path_factory.mktemp('calibrate')
    config = write_toy_config(folder)
    run_tool(ROOT / 'tools' / 'train.py', config, '--work-dir', folder / 'work')
    return config, folder / 'work' / 'epoch_4.pth'


@pytest.fixture
def calibrate(run, trained, tmp_path):
    """Runs the tool; gives the checkpoint that it wrote."""

    def calibrate(method, *options, source=trained[1]):
        out = tmp_path / f'{method}.pth'
        assert run(trained[0], source, out, '--work-dir', tmp_path / 'work',
                   '--cfg-options', METHOD + method, *options) == 0
        return out

    return calibrate


def weights(file):
    return load_checkpoint_safely(str(file))['state_dict']


def shifts(file):
    return weights(file)['head.logit_shift']


def test_finds_the_shifts_of_training_again(calibrate, trained):
    none = calibrate('None')
    assert shifts(trained[1]).ne(0).any() and shifts(none).eq(0).all()
    again = weights(calibrate('share', source=none))
    for name, value in weights(trained[1]).items():  # and nothing else has changed
        torch.testing.assert_close(again[name], value, rtol=0, atol=0)


def test_another_method_decides_otherwise(calibrate, trained, tmp_path):
    assert not torch.equal(shifts(calibrate('f1')), shifts(trained[1]))
    out = tmp_path / 'metrics.json'
    run_tool(ROOT / 'tools' / 'test.py', trained[0], calibrate('None'), '--work-dir',
             tmp_path / 'test', '--out', out, '--out-item', 'metrics')
    metrics = json.loads(out.read_text())
    assert metrics['mlcr/f1'] == pytest.approx(metrics['mlcr/f1_uncalibrated'])


def test_other_images_have_other_shares(calibrate, trained):
    other = calibrate('share', 'train_dataloader.dataset.unlabeled.max_images=5')
    assert not torch.equal(shifts(other), shifts(trained[1]))


def test_writes_over_nothing_that_it_reads(run, trained, capsys):
    config, checkpoint = trained
    for source, out in ((checkpoint, checkpoint), (checkpoint.parent, checkpoint),
                        (checkpoint, checkpoint.with_name('epoch_3.pth'))):
        assert run(config, source, out) == 1
        assert f'{out} would overwrite the input' in capsys.readouterr().err


def test_where_it_cannot_write_is_said_at_once(run, trained, capsys, tmp_path):
    (tmp_path / 'out.pth').mkdir()
    assert run(*trained, tmp_path / 'out.pth') == 1
    assert 'out.pth is a folder: name a file' in capsys.readouterr().err
    assert run(*trained, tmp_path / 'out.onnx') == 2
    assert 'out.onnx: it is a checkpoint, name it .pth' in capsys.readouterr().err
    assert run(trained[0], 'http://127.0.0.1:9/a.pth', tmp_path / 'b.pth', '--work-dir',
               tmp_path / 'w') == 1
    assert 'a.pth is an address: download it first' in capsys.readouterr().err


def test_leaves_the_config_of_the_training_in_its_directory(run, trained, tmp_path):
    work_dir = trained[1].parent
    before = {file: file.read_text() for file in work_dir.glob('*.py')}
    assert run(trained[0], work_dir, tmp_path / 'out.pth', '--work-dir', work_dir) == 0
    run_tool(ROOT / 'tools' / 'test.py', trained[0], work_dir, '--work-dir', work_dir, '--tta')
    assert before == {file: file.read_text() for file in work_dir.glob('*.py')} and len(before) == 1


def test_a_checkpoint_without_shifts_is_refused(run, trained, capsys, tmp_path):
    content = load_checkpoint_safely(str(trained[1]))
    del content['state_dict']['head.logit_shift']
    torch.save(content, tmp_path / 'old.pth')
    assert run(trained[0], tmp_path / 'old.pth', tmp_path / 'out.pth', '--work-dir',
               tmp_path / 'work') == 1
    assert 'has no shifts' in capsys.readouterr().err
    assert not (tmp_path / 'out.pth').exists()


@pytest.mark.parametrize('hook', ["dict(_delete_=True, type='LogitCalibrationHook')", 'None'])
def test_the_hook_of_a_config_may_be_bare_but_not_lacking(run, trained, capsys, tmp_path, hook):
    config, out = trained[0].with_name('hook.py'), tmp_path / 'out.pth'
    config.write_text(f"_base_ = '{trained[0].name}'\ndefault_hooks = dict(calibration={hook})\n")
    code = run(config, trained[1], out, '--work-dir', tmp_path / 'work')
    output = capsys.readouterr()
    if hook == 'None':
        assert code == 1 and not out.exists()
        assert ("error: the config has no hook to calibrate with; write calibration=dict(type="
                "'LogitCalibrationHook', method='share') into its default_hooks" in output.err)
    else:
        assert code == 0 and 'calibrated by share' in output.out
        assert torch.equal(shifts(out), shifts(trained[1]))


def test_what_is_no_option_is_named(run, trained, capsys, tmp_path):
    assert run(*trained, tmp_path / 'out.pth', '--cfg-options', 'data_root') == 2
    assert "'data_root' is no KEY=VALUE" in capsys.readouterr().err
