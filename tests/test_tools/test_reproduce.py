import csv
import json
import os
import signal
import subprocess
import time

import numpy as np
import pytest
import torch
from sklearn.metrics import f1_score
from toy import PYTHON, ROOT, write_toy_config

ENVIRONMENT = dict(os.environ, OMP_NUM_THREADS='1')
BASELINE = '''
_base_ = 'mlcr_emotionet.py'
model = dict(type='ImageClassifier', head=dict(
    _delete_=True, type='RecognitionHead', num_classes=3, in_channels=64,
    loss_recognition=dict(type='SelectiveBCELoss')))
train_dataloader = dict(dataset=dict(_delete_=True, **_base_.labeled), batch_sampler=None)
custom_hooks = []
'''


@pytest.fixture(scope='module')
def configs(tmp_path_factory):
    folder = tmp_path_factory.mktemp('reproduce')
    write_toy_config(folder, workers=0).rename(folder / 'mlcr_emotionet.py')
    (folder / 'supervised_emotionet.py').write_text(BASELINE)
    return folder


def start(configs, work_dir, *flags):
    command = [PYTHON, str(ROOT / 'tools' / 'reproduce.py'), 'emotionet', '--configs', configs,
               '--work-dir', work_dir, '--seeds', '0', '1', '--threads', '1', '--resamples', '500',
               *flags]
    return subprocess.Popen([*map(str, command)], env=ENVIRONMENT, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, start_new_session=True)


def reproduce(configs, work_dir, *flags):
    process = start(configs, work_dir, *flags)
    output, _ = process.communicate()
    assert process.returncode == 0, output[-5000:]
    return output


def run_of(work_dir, name):
    [folder] = (work_dir / 'runs').glob(f'{name}-*')
    return folder


def weights(work_dir, name):
    return torch.load(run_of(work_dir, name) / 'final.pth', weights_only=False)['state_dict']


@pytest.fixture(scope='module')
def finished(configs):
    """Killed in the middle of MLCR's first training, then continued with two jobs."""
    work_dir = configs / 'work'
    process = start(configs, work_dir)
    while not list(work_dir.glob('runs/mlcr_emotionet-seed0-*/epoch_2.pth')):
        assert process.poll() is None, process.stdout.read()[-5000:]
        time.sleep(.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return work_dir, reproduce(configs, work_dir, '--jobs', '2')


def test_finishes_after_a_kill(configs, finished):
    work_dir, output = finished
    assert '4 runs, 1 of them finished before' in output
    record = json.loads((run_of(work_dir, 'mlcr_emotionet-seed0') / 'trained.json').read_text())
    assert record['sessions'] == 2 and record['threads'] == 1
    whole = configs / 'whole'
    reproduce(configs, whole, '--seeds', '0', '--only', 'MLCR')
    first, second = (weights(folder, 'mlcr_emotionet-seed0') for folder in (work_dir, whole))
    assert all(torch.equal(first[key], second[key]) for key in first)


def test_runs_nothing_twice(configs, finished):
    work_dir, _ = finished
    before = run_of(work_dir, 'mlcr_emotionet-seed1').stat().st_mtime_ns
    assert '4 runs, 4 of them finished before' in reproduce(configs, work_dir)
    assert run_of(work_dir, 'mlcr_emotionet-seed1').stat().st_mtime_ns == before


def test_table_has_the_f1_of_the_scores(finished):
    work_dir, _ = finished
    lines = list(csv.DictReader((work_dir / 'emotionet.csv').open()))
    rows = {line['method']: line for line in lines if line['source'] == 'ours'}
    expected = []
    for seed in range(2):
        [path] = run_of(work_dir, f'mlcr_emotionet-seed{seed}').glob('test-*/scores.npz')
        with np.load(path) as arrays:
            expected.append(np.mean([
                100 * f1_score(arrays['labels'], view >= .5, average=None)
                for view in arrays['scores'][1:]], axis=0))
    assert [float(rows['MLCR'][f'AU{au}']) for au in (1, 2, 4)] == pytest.approx(
        np.mean(expected, axis=0), abs=1e-3)
    averages = np.mean(expected, axis=1)
    assert float(rows['MLCR']['average']) == pytest.approx(averages.mean(), abs=1e-3)
    assert float(rows['MLCR']['average_sd']) == pytest.approx(averages.std(ddof=1), abs=1e-3)
    assert float(rows['Baseline']['difference']) == pytest.approx(
        float(rows['Baseline']['average']) - averages.mean(), abs=1e-3)


def test_a_row_that_was_not_run_is_empty(finished):
    work_dir, output = finished
    assert 'no config co_training_emotionet.py' in output
    lines = list(csv.DictReader((work_dir / 'emotionet.csv').open()))
    [line] = [line for line in lines if line['method'] == 'Co-training' and
              line['source'] == 'ours']
    assert {key for key, value in line.items() if value} == {'section', 'method', 'source'}
    [paper] = [line for line in lines if line['method'] == 'Co-training' and
               line['source'] == 'paper']
    assert paper['average'] == '65.5'
