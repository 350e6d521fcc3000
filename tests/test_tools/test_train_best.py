"""Choosing a checkpoint by ``mlcr/f1``; logs that any JSON reader takes."""
import json
import runpy

import pytest
import torch
from test_train import train
from toy import ROOT, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.dataset_report import check_datasets
from mlcr_mm.registry import RUNNERS

#: The validation images in batches of their own: they are the test images all the same. Nothing
#: is as much better as early stopping wants here, so that it stops after the third epoch.
FLAGS = ('--cfg-options', 'val_dataloader.batch_size=5', 'train_cfg.val_interval=1',
         'train_cfg.graph.epochs=4', 'default_hooks.checkpoint.save_best=mlcr/f1',
         'default_hooks.checkpoint.max_keep_ckpts=-1',
         "default_hooks.stopping.type='EarlyStoppingHook'",
         "default_hooks.stopping.monitor='mlcr/f1'", "default_hooks.stopping.rule='greater'",
         'default_hooks.stopping.patience=2', 'default_hooks.stopping.min_delta=100.')


def no_json(constant):
    raise ValueError(f'{constant} is no JSON')


@pytest.fixture(scope='module')
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp('best')
    config = write_toy_config(folder)
    labels = folder / 'data' / 'labels.csv'
    rows = labels.read_text().splitlines()
    test = [f'{row[:-1]}0' if number > 40 else row for number, row in enumerate(rows)]
    labels.write_text('\n'.join(test))  # no test image has AU4
    train(config, folder / 'run', *FLAGS)
    return config, folder / 'run'


@pytest.fixture(scope='module')
def logged(run):
    file, = run[1].glob('*/vis_data/scalars.json')
    return [json.loads(line, parse_constant=no_json) for line in file.read_text().splitlines()]


def test_every_line_of_the_log_is_json(logged):
    validations = [line for line in logged if 'mlcr/f1' in line]
    assert len(logged) > len(validations) > 0
    for line in validations:
        assert line.keys() >= {'mlcr/f1_AU1', 'mlcr/f1_AU2'} and 'mlcr/f1_AU4' not in line


def test_early_stopping_watches_f1(logged):
    assert [line['step'] for line in logged if 'mlcr/f1' in line] == [1, 2, 3]


def test_best_checkpoint_is_that_of_the_best_epoch(run, logged, monkeypatch):
    config, folder = run
    f1 = [line['mlcr/f1'] for line in logged if 'mlcr/f1' in line]
    best = f1.index(max(f1)) + 1
    path, = folder.glob('best_*.pth')
    assert path.name == f'best_mlcr_f1_epoch_{best}.pth'
    states = [torch.load(file, weights_only=False)['state_dict']
              for file in (path, folder / f'epoch_{best}.pth')]
    assert all(torch.equal(value, states[1][name]) for name, value in states[0].items())
    metrics = folder / 'metrics.json'
    monkeypatch.setattr('sys.argv', ['test.py', str(config), str(path), '--work-dir', str(folder),
                                     '--out', str(metrics), '--out-item', 'metrics'])
    runpy.run_path(str(ROOT / 'tools' / 'test.py'), run_name='__main__')
    tested = json.loads(metrics.read_text(), parse_constant=no_json)
    assert tested['mlcr/f1'] == pytest.approx(max(f1), abs=1e-3)


def test_a_real_overlap_is_an_error_in_training_and_report(run, tmp_path):
    path, folder = run
    data = folder.parent / 'data'
    names = (data / 'test.txt').read_text().splitlines()
    (data / 'overlap.txt').write_text('\n'.join(names[:3]))
    config = load_config(str(path), {'val_dataloader.dataset.image_list': 'overlap.txt'})
    report = check_datasets(config, fast=True)
    assert [str(finding)[:74] for finding in report.findings if finding.is_error] == [
        'ERROR: 3 images are in val AUDataset and in test AUDataset (same path): a ']
    config.work_dir = str(tmp_path)
    with pytest.raises(ValueError, match='3 images are both in the val and the test part'):
        RUNNERS.build(config).train()
