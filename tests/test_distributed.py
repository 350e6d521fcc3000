import json
import os
import subprocess
from pathlib import Path

import pytest
from processes import run_ranks, run_tool
from toy import PYTHON, ROOT, write_toy_config

WORKER = Path(__file__).with_name('distributed_worker.py')
ENVIRONMENT = dict(os.environ, OMP_NUM_THREADS='1')


@pytest.mark.parametrize('method', ['mlcr', 'mean_teacher', 'fixmatch'])
def test_two_processes_train_like_one_with_the_doubled_batch(tmp_path, method):
    run_tool(WORKER, tmp_path / 'one.json', method)
    run_ranks(WORKER, tmp_path / 'two.json', method)
    one, two = (json.loads((tmp_path / name).read_text()) for name in ('one.json', 'two.json'))
    assert two['losses'] == pytest.approx(one['losses'], rel=1e-4)
    assert two['weights'] == pytest.approx(one['weights'], rel=1e-3, abs=1e-3)
    if method == 'mlcr':
        assert one['losses'][2] != pytest.approx(one['losses'][3], rel=1e-3)  # another net


def test_dist_train_and_test_run_both_stages(tmp_path):
    config = write_toy_config(tmp_path)
    path = f'{Path(PYTHON).parent}:{os.environ["PATH"]}'
    environment = dict(ENVIRONMENT, PORT='29617', PATH=path)
    for command in (
        ['dist_train.sh', config, '2', '--work-dir', tmp_path / 'work'],
        ['dist_test.sh', config, tmp_path / 'work' / 'epoch_4.pth', '2', '--work-dir',
         tmp_path / 'test']):
        process = subprocess.run(
            ['bash', str(ROOT / 'tools' / command[0]), *map(str, command[1:])], env=environment,
            capture_output=True, text=True, timeout=300)
        assert process.returncode == 0, (process.stdout + process.stderr)[-3000:]
        assert 'mlcr/f1_ensemble' in process.stdout + process.stderr


@pytest.mark.parametrize('script, arguments', [
    ('dist_train.sh', ['toy.py']), ('dist_train.sh', ['toy.py', '--amp']),
    ('dist_test.sh', ['toy.py', 'a.pth']), ('dist_test.sh', ['toy.py', 'a.pth', '--tta'])])
def test_the_number_of_processes_is_needed(script, arguments):
    process = subprocess.run(['bash', str(ROOT / 'tools' / script), *arguments],
                             capture_output=True, text=True)
    assert process.returncode == 2 and process.stderr.startswith('usage: ')
    assert ' PROCESSES [flags of tools/' in process.stderr
