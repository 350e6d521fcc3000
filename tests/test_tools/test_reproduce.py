import csv
import json
import os
import re
import signal
import subprocess
import time

import numpy as np
import pytest
from sklearn.metrics import f1_score
from toy import PYTHON, ROOT, write_toy_config

ENVIRONMENT = dict(os.environ, OMP_NUM_THREADS='1')
BASELINE = '''
_base_ = 'mlcr_emotionet.py'
model = dict(type='ImageClassifier', head=dict(
    _delete_=True, type='RecognitionHead', num_classes=3, in_channels=64,
    loss_recognition=dict(type='SelectiveBCELoss')))
train_dataloader = dict(dataset=dict(unlabeled=None))
train_cfg = dict(phases=['views'], views=dict(epochs=1))
'''


@pytest.fixture(scope='module')
def configs(tmp_path_factory):
    folder = tmp_path_factory.mktemp('reproduce')
    write_toy_config(folder, workers=0).rename(folder / 'mlcr_emotionet.py')
    (folder / 'supervised_emotionet.py').write_text(BASELINE)
    return folder


def start(configs, *flags):
    command = [PYTHON, str(ROOT / 'tools' / 'reproduce.py'), 'emotionet', '--configs', configs,
               '--work-dir', configs / 'work', '--seeds', '0', '--threads', '1', '--resamples',
               '500', *flags]
    return subprocess.Popen([*map(str, command)], env=ENVIRONMENT, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, start_new_session=True)


def reproduce(configs, *flags):
    process = start(configs, *flags)
    output, _ = process.communicate()
    assert process.returncode == 0, output[-5000:]
    return output


@pytest.fixture(scope='module')
def finished(configs):
    """Killed in the middle of the second training, then continued."""
    process = start(configs)
    pointer = 'work/runs/mlcr_emotionet-seed0-*/last_checkpoint'
    while not any(re.search('epoch_[234]', path.read_text()) for path in configs.glob(pointer)):
        assert process.poll() is None, process.stdout.read()[-5000:]
        time.sleep(.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return reproduce(configs)


def lines_of(configs, source='ours'):
    with open(configs / 'work' / 'emotionet.csv') as file:
        return {line['method']: line for line in csv.DictReader(file) if line['source'] == source}


def test_continues_after_a_kill(configs, finished):
    assert '2 runs, 1 of them finished before' in finished
    [run] = configs.glob('work/runs/mlcr_emotionet-seed0-*')
    record = json.loads((run / 'trained.json').read_text())
    assert record['sessions'] == 2 and record['threads'] == 1
    # The kill may come later than the pointer to epoch 2 that it waits for.
    assert re.search('resumed epoch: [234]', (run / 'train_2.log').read_text())
    assert [path.name for path in run.glob('epoch_*')] == ['epoch_4.pth']


def test_runs_nothing_twice(configs, finished):
    assert '2 runs, 2 of them finished before' in reproduce(configs)
    assert ': to do' not in reproduce(configs, '--dry-run')


def test_table_has_the_f1_of_the_scores(configs, finished):
    lines = lines_of(configs)
    [path] = configs.glob('work/runs/mlcr_emotionet-seed0-*/test-*/scores.npz')
    with np.load(path) as arrays:
        expected = np.mean([100 * f1_score(arrays['labels'], view >= .5, average=None)
                            for view in arrays['scores'][1:]], axis=0)
    assert [float(lines['MLCR'][f'AU{au}']) for au in (1, 2, 4)] == pytest.approx(
        expected, abs=1e-3)
    assert float(lines['MLCR']['average']) == pytest.approx(expected.mean(), abs=1e-3)
    assert float(lines['MLCR']['difference']) == pytest.approx(
        expected.mean() - float(lines['Baseline']['average']), abs=1e-3)
    text = (configs / 'work' / 'emotionet.md').read_text()
    assert 'mlcr_emotionet-seed0' in text and '± standard deviation' in text


def test_the_files_have_the_name_that_was_asked_for(configs, finished):
    output = reproduce(configs, '--table-only', '--name', 'emotionet_web')
    assert output.split()[-2:] == [str(configs / 'work' / f'emotionet_web.{kind}')
                                   for kind in ('md', 'csv')]
    assert (configs / 'work' / 'emotionet_web.md').read_text().startswith('# emotionet_web\n')
    process = start(configs, '--name', 'a/b')
    assert 'a name without folders' in process.communicate()[0] and process.returncode == 2


@pytest.mark.parametrize(('flags', 'message'), [
    (['--size', 'nonsense'], '--size: paper'), (['--cfg-options', 'data_root'], 'is no KEY=VALUE'),
    (['--cfg-options', 'randomness.seed=7'], 'write --seeds 7'),
])
def test_a_wrong_choice_is_one_sentence(configs, flags, message):
    process = start(configs, *flags)
    output = process.communicate()[0]
    assert process.returncode == 1 and message in output and 'Traceback' not in output


def test_a_row_that_was_not_run_is_empty(configs, finished):
    assert 'no config co_training_emotionet.py' in finished
    line = lines_of(configs)['Co-training']
    assert {key for key, value in line.items() if value} == {'section', 'method', 'source'}
    assert lines_of(configs, 'paper')['Co-training']['average'] == '65.5'


def test_changed_labels_are_refused(configs, finished):
    labels = configs / 'data' / 'labels.csv'
    before = labels.read_text()
    labels.write_text(before.replace('\n', '\n\n', 1))
    process = start(configs, '--table-only', '--name', 'changed')
    output = process.communicate()[0]
    labels.write_text(before)
    assert process.returncode == 1
    assert re.search(f'FAILED mlcr_emotionet-seed0-.*: changed since it ran: {labels}; put', output)
    assert 'failed: supervised_emotionet-seed0-' in (configs / 'work' / 'changed.md').read_text()
    assert '2 runs, 2 of them finished before' in reproduce(configs)
