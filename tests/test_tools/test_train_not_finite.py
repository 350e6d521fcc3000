"""A training whose numbers are none any more ends, and so does whatever uses its weights."""

import numpy as np
import pytest
import torch
from processes import run_tool
from toy import ROOT, write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.mark.parametrize('method', ['mlcr', 'mean_teacher'])
def test_training_stops_and_names_the_term(tmp_path, method):
    config = write_toy_config(tmp_path, workers=0, method=method)
    output = run_tool(ROOT / 'tools' / 'train.py', config, '--work-dir', tmp_path / 'run',
                      '--cfg-options', 'optim_wrapper.optimizer.lr=1e12',
                      'train_cfg.warmup_iters=0', code=1)
    assert 'Traceback' not in output
    last = output.strip().splitlines()[-1]
    assert last.startswith('error: ') and 'optim_wrapper.optimizer.lr' in last
    assert ('loss' in last and '.png' in last) or 'no checkpoint is written' in last
    for path in (tmp_path / 'run').glob('*.pth'):
        weights = torch.load(path, weights_only=False)['state_dict'].values()
        assert all(torch.isfinite(weight).all() for weight in weights)


@pytest.fixture
def spoilt(tmp_path):
    config = write_toy_config(tmp_path, workers=0)
    path = write_toy_checkpoint(load_config(str(config)), tmp_path / 'spoilt.pth', meta=True)
    content = torch.load(path, weights_only=False)
    content['state_dict']['head.classifiers.0.weight'][:] = np.nan
    torch.save(content, path)
    return config, path


def test_test_refuses_scores_that_are_no_numbers(spoilt, tmp_path):
    output = run_tool(ROOT / 'tools' / 'test.py', *spoilt, '--out', tmp_path / 'scores.npz', code=1)
    assert 'NaN or infinity for' in output.strip().splitlines()[-1]
    assert 'mlcr/f1' not in output and not (tmp_path / 'scores.npz').exists()


def test_inference_writes_no_such_number(spoilt, infer, capsys):
    crops = spoilt[0].parent / 'data' / 'images'
    code, table = infer(crops, '--detector', 'none', model=spoilt[1])
    assert code == 2 and 'NaN or infinity' in capsys.readouterr().err
    assert table.filter(regex='^AU').isna().all(axis=None)
