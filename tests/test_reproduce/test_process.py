import fcntl
import json
import subprocess
import sys
import threading
import time

import pytest
from run_configs import write_run_configs

from mlcr_mm.reproduce.evaluation import Evaluation
from mlcr_mm.reproduce.process import Place, ProcessRunner, RunError
from mlcr_mm.reproduce.training import Training

# Stands for tools/train.py: two epochs; the first attempt dies after one if told so.
TRAIN = '''
import os, pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index('--work-dir') + 1])
print('threads', os.environ['OMP_NUM_THREADS'], 'resume' if '--resume' in sys.argv else 'start')
for epoch in (1, 2):
    (folder / f'epoch_{epoch}.pth').write_text(str(epoch))
    (folder / 'last_checkpoint').write_text(str(folder / f'epoch_{epoch}.pth'))
    if 'die' in ' '.join(sys.argv) and '--resume' not in sys.argv:
        sys.exit('the disk is full')
'''
TEST = '''
import pathlib, sys
pathlib.Path(sys.argv[sys.argv.index('--out') + 1]).write_text(open(sys.argv[2]).read())
'''
PLACE = Place(threads=3)


@pytest.fixture
def make(tmp_path):
    write_run_configs(tmp_path, 'one')
    (tmp_path / 'train.py').write_text(TRAIN)
    (tmp_path / 'test.py').write_text(TEST)

    def make(*options):
        training = Training(tmp_path / 'one.py', 'seed0', options, False, tmp_path / 'runs')
        return ProcessRunner(tmp_path, jobs=2), training, [Evaluation(training)]

    return make


def test_trains_tests_and_records(make):
    runner, training, tests = make()
    before = time.time()
    runner.run(training, tests, PLACE)
    assert training.is_done and tests[0].scores.read_text() == '2'
    assert (training.folder / 'train_1.log').read_text() == 'threads 3 start\n'
    assert [path.name for path in training.folder.glob('epoch_*')] == ['epoch_2.pth']
    record = json.loads(training.record.read_text())
    assert record['threads'] == 3 and record['jobs'] == 2 and record['sessions'] == 1
    assert 0 <= record['seconds'] <= time.time() - before + 1


def test_what_was_read_is_recorded(make, tmp_path):
    (tmp_path / 'splits').mkdir()
    (tmp_path / 'splits' / 'test.txt').write_text('a.jpg')
    runner, training, tests = make(f'data_root={tmp_path}')
    runner.run(training, tests, PLACE)
    session = json.loads((training.folder / 'sessions.jsonl').read_text())
    records = (session['data'], json.loads(training.record.read_text())['data'],
               json.loads((tests[0].folder / 'data.json').read_text()))
    for record in records:
        assert list(record) == [str(tmp_path / 'splits' / 'test.txt')]
    (tmp_path / 'splits' / 'test.txt').write_text('b.jpg')
    assert training.changed_files() == tests[0].changed_files() == list(record)


def test_error_tells_its_end_and_the_next_attempt_resumes(make):
    runner, training, tests = make('experiment_name=die')
    with pytest.raises(RunError, match='(?s)train_1.log.*the disk is full'):
        runner.run(training, tests, PLACE)
    assert not training.is_done
    runner.run(training, tests, PLACE)
    assert (training.folder / 'train_2.log').read_text() == 'threads 3 resume\n'
    assert json.loads(training.record.read_text())['sessions'] == 2


def test_a_test_that_failed_is_run_again(make, tmp_path):
    runner, training, tests = make()
    (tmp_path / 'test.py').write_text(TEST + "sys.exit('nothing to measure')")
    with pytest.raises(RunError, match='(?s)test.log.*nothing to measure'):
        runner.run(training, tests, PLACE)
    assert training.is_done and not tests[0].is_done
    (tmp_path / 'test.py').write_text(TEST)
    runner.run(training, tests, PLACE)
    assert tests[0].is_done
    assert [path.name for path in tests[0].folder.glob('*.npz')] == ['scores.npz']


def test_a_test_without_scores_is_not_done(make, tmp_path):
    runner, training, tests = make()
    tests[0].prepare()
    (tests[0].folder / 'unfinished_scores.npz').write_text('of a test that failed')
    (tmp_path / 'test.py').write_text('')
    with pytest.raises(FileNotFoundError):
        runner.run(training, tests, PLACE)
    assert not tests[0].is_done


def test_goes_on_in_a_folder_with_lost_lines_and_logs(make, capsys):
    runner, training, tests = make('experiment_name=die')
    with pytest.raises(RunError):
        runner.run(training, tests, PLACE)
    (training.folder / 'train_1.log').unlink()
    with open(training.folder / 'sessions.jsonl', 'a') as file:
        file.write('{"log": "train_2.l')
    runner.run(training, tests, PLACE)
    assert tests[0].is_done and (training.folder / 'train_3.log').is_file()
    assert json.loads(training.record.read_text())['sessions'] == 1
    assert f'{training.folder.name}: 2 of 3 sessions are left out' in capsys.readouterr().out


def test_trains_nothing_twice(make):
    runner, training, tests = make()
    runner.run(training, [], PLACE)
    runner.run(training, tests, PLACE)
    assert not (training.folder / 'train_2.log').exists() and tests[0].is_done


def test_waits_for_another_process(make, capsys):
    runner, training, tests = make()
    training.folder.mkdir(parents=True)
    with open(training.folder / 'lock', 'w') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        thread = threading.Thread(target=runner.run, args=(training, tests, PLACE))
        thread.start()
        while 'waiting' not in capsys.readouterr().out:
            time.sleep(.01)
        assert not (training.folder / 'train_1.log').exists()
    thread.join()
    assert tests[0].is_done


def test_stop_ends_the_process(make, tmp_path):
    runner, training, tests = make()
    (tmp_path / 'train.py').write_text('import time; print(1, flush=True); time.sleep(60)')

    def stop_when_started():
        while not (training.folder / 'train_1.log').exists():
            time.sleep(.01)
        runner.stop()

    threading.Thread(target=stop_when_started).start()
    with pytest.raises(RunError, match='ended with -15'):
        runner.run(training, tests, PLACE)
    with pytest.raises(RunError, match='stopped'):
        runner.run(training, tests, PLACE)
    assert not training.is_done


@pytest.mark.parametrize(('visible', 'expected'), [(None, '1'), ('4,6', '6')])
def test_gpu_is_one_of_the_visible_ones(monkeypatch, visible, expected):
    monkeypatch.delenv('CUDA_VISIBLE_DEVICES', raising=False)
    if visible:
        monkeypatch.setenv('CUDA_VISIBLE_DEVICES', visible)
    output = subprocess.check_output(
        [sys.executable, '-c', 'import os; print(os.environ["CUDA_VISIBLE_DEVICES"])'],
        env=Place(gpu=1).environment(), text=True)
    assert output.strip() == expected
