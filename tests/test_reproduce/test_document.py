import json

import numpy as np
import pytest
from run_configs import write_run_configs

from mlcr_mm.evaluation.scores import Scores, write_scores
from mlcr_mm.reproduce.document import write_tables
from mlcr_mm.reproduce.paper_tables import Row, Section, Table
from mlcr_mm.reproduce.plan import Choices, make_plan

TABLE = Table((Section('Toy', 'emotionet', (
    Row('Baseline', 'base'), Row('MLCR', 'mlcr'), Row('FixMatch', 'fixmatch')), 'Baseline'), ))
RECORD = dict(start='2026-11-24 10:00:00', end='2026-11-24 10:20:00', seconds=1200, sessions=1,
              device='Abacus 3000', threads=1, jobs=2, torch='2.14.1')

CSV = '''section,method,source,runs,AU1,AU1_sd,average,average_sd,f1_uncalibrated,\
f1_uncalibrated_sd,f1_ensemble,f1_ensemble_sd,map,map_sd,map_ensemble,map_ensemble_sd
Toy,Baseline,ours,,,,,,,,,,,,,
Toy,Baseline,paper,,55.6,,62.3,,,,,,,,,
Toy,MLCR,ours,1,66.6666667,,66.6666667,,40,,,,80.5555556,,,
Toy,MLCR,paper,,61.4,,68.1,,,,,,,,,
Toy,FixMatch,ours,,,,,,,,,,,,,
'''


@pytest.fixture
def plan(tmp_path):
    """MLCR is finished, the Baseline is trained only, FixMatch has no config."""
    configs = write_run_configs(tmp_path / 'configs', 'base')
    write_run_configs(configs, 'mlcr', epochs=5)
    plan = make_plan(TABLE, Choices(configs, tmp_path / 'runs', seeds=[0]))
    for training, _ in plan.jobs:
        training.folder.mkdir(parents=True)
        training.record.write_text(json.dumps(RECORD))
        training.checkpoint.write_text('')
    labels = np.array([[1], [0], [1], [1]], np.int8)
    write_scores(plan.cells[0, 1]['seed0'].scores, Scores(
        np.array(list('abcd')), np.array(['AU1']), labels, np.float32([[[.9], [.8], [.1], [.7]]]),
        np.float32([[[.9], [.8], [.1], [.4]]])))
    return plan


def test_files(plan, tmp_path):
    files = write_tables('toy', TABLE, plan, tmp_path / 'out', 'python tools/reproduce.py toy',
                         ['x: the disk is full'], num_resamples=20)
    assert [path.name for path in files] == ['toy.md', 'toy.csv']
    text = files[0].read_text()
    # 2 TP, 1 FP, 1 FN; 1 TP, 1 FP, 2 FN without calibration; precision (1 + 2/3 + 3/4) / 3
    assert '| MLCR (ours) | **66.7** | 40.0 |  | 80.6 |' in text
    assert '| Baseline (ours) |  |' in text and '| Baseline (paper) | 55.6 |' in text
    assert 'no config `fixmatch.py`' in text and 'failed: x: the disk is full' in text
    assert text.count('not finished') == 1 and 'not finished: base-seed0' in text
    assert 'python tools/reproduce.py toy' in text and 'Abacus 3000' in text and '1200' in text
    lines = files[1].read_text().splitlines()
    columns = len(CSV.splitlines()[0].split(','))
    assert [','.join(line.split(',')[:columns]) for line in lines] == CSV.splitlines()
    assert not ''.join(''.join(line.split(',')[columns:]) for line in lines[1:])  # no difference
    assert sorted(path.name for path in (tmp_path / 'out').iterdir()) == ['toy.csv', 'toy.md']


def test_a_record_that_says_little(plan, tmp_path):
    plan.jobs[0][0].record.write_text('{"device": "Abacus 1"}')
    files = write_tables('toy', TABLE, plan, tmp_path / 'out', '', [], num_resamples=20)
    assert 'Abacus 1' in files[0].read_text()
