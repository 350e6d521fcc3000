"""mmpretrain's own tools run on our configs, datasets, checkpoints and logs."""
import runpy
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

import matplotlib
import mmpretrain
import numpy as np
import pytest
import torch
from made_databases import write_emotionet
from matplotlib import pyplot as plt

from mlcr_mm.apis import config_from_arguments
from mlcr_mm.registry import RUNNERS

TOOLS = Path(mmpretrain.__file__).parent / '.mim' / 'tools'
CONFIG = '''
_base_ = __import__('mlcr_mm').config_path('ablation_emotionet_cr_mv_gcn_symmetric_r18_96px.py')

# 16 channels: with 4 of them, channels-last, PyTorch 2.14.1 crashes in training on processors
# without AVX-512.
model = dict(backbone=dict(base_channels=16, stem_channels=16), head=dict(in_channels=128))
train_dataloader = dict(num_workers=0, batch_size=24, batch_sampler=dict(num_batches=10))
val_cfg = val_dataloader = val_evaluator = None
train_cfg = dict(
    phases=['views', 'graph'],
    warmup_iters=2,
    views=dict(epochs=2, ramp=None, lr_mult=1.),
    graph=dict(epochs=1))
'''


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    """A folder with a database, a config, and the work directory of its training."""
    folder = tmp_path_factory.mktemp('tools')
    write_emotionet(folder / 'emotionet', np.random.default_rng(0))
    (folder / 'mine.py').write_text(CONFIG)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('EMOTIONET_ROOT', str(folder / 'emotionet'))
        config = config_from_arguments(Namespace(
            config=str(folder / 'mine.py'), cfg_options=None, work_dir=str(folder / 'work'),
            launcher='none', local_rank=0, no_pin_memory=False))
        config.experiment_name = 'mmpretrain_tools'
        RUNNERS.build(config).train()
    return folder


@pytest.fixture
def run(trained, monkeypatch):
    monkeypatch.setenv('EMOTIONET_ROOT', str(trained / 'emotionet'))
    monkeypatch.chdir(trained)
    matplotlib.use('Agg')

    def run_tool(tool, *arguments):
        monkeypatch.setattr(sys, 'argv', [tool, *map(str, arguments)])
        runpy.run_path(str(TOOLS / tool), run_name='__main__')

    yield run_tool
    plt.close('all')


@pytest.mark.parametrize('mode', ['original', 'transformed', 'pipeline'])
def test_browse_dataset(run, trained, monkeypatch, mode):
    # From 3.11 on, matplotlib wants the renderer, which mmpretrain 1.3.6 does not give.
    from matplotlib import _tight_bbox
    if matplotlib.__version_info__ >= (3, 11):
        monkeypatch.setattr(_tight_bbox, 'adjust_bbox',
                            partial(_tight_bbox.adjust_bbox, renderer=None))
    for part in ('train', 'test'):
        out = trained / f'{mode}_{part}'
        run('visualization/browse_dataset.py', 'mine.py', '--not-show', '-n', 2, '-m', mode, '-p',
            part, '-o', out)
        assert len(list(out.iterdir())) == 2


def test_vis_scheduler(run):
    """It knows mmengine's own loops only, and has to be told the number of images."""
    run('visualization/vis_scheduler.py', 'mine.py', '--not-show', '-d', 240, '-s', 'lr.png')
    rates = plt.gcf().axes[0].lines[0].get_ydata()
    assert len(rates) == 3 * 10  # epochs of num_batches
    assert rates[0] < rates[2] and np.allclose(rates[2:20], 3e-3)
    assert np.all(np.diff(rates[20:]) < 0) and np.isclose(rates[20], 3e-4)


def test_get_flops(run, capsys):
    run('analysis_tools/get_flops.py', 'mine.py', '--shape', 64)
    assert 'Input shape: (3, 64, 64)' in capsys.readouterr().out


def test_print_config(run, capsys):
    run('misc/print_config.py', 'mine.py')
    assert "type='PhaseTrainLoop'" in capsys.readouterr().out


def test_analyze_logs(run, trained, capsys):
    log, = trained.glob('work/*/vis_data/scalars.json')
    run('analysis_tools/analyze_logs.py', 'plot_curve', log, '--keys', 'loss', '--out', 'a.png')
    assert (trained / 'a.png').is_file()


def test_vis_cam(run, trained):
    """The logits are those of two views: a category is named once for each."""
    pytest.importorskip('pytorch_grad_cam')
    image = trained / 'emotionet' / 'images' / 'N_test' / '000.png'
    for view in (0, 1):
        run('visualization/vis_cam.py', image, 'mine.py', 'work/epoch_3.pth', '--save-path',
            f'view{view}.png', '--target-category', 1, 1, '--target-layers',
            f'backbone.{view}.layer3')
    assert (trained / 'view0.png').read_bytes() != (trained / 'view1.png').read_bytes()


def test_publish_model(run, trained, monkeypatch):
    """The tool reads no checkpoint of mmengine's unless PyTorch is told that the file is safe."""
    monkeypatch.setenv('TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD', '1')
    run('model_converters/publish_model.py', 'work/epoch_3.pth', 'published.pth')
    monkeypatch.undo()
    checkpoint = torch.load(trained / 'work/epoch_3.pth', weights_only=False)
    published = torch.load(*trained.glob('published_*.pth'), weights_only=True)
    assert 'optimizer' not in published
    assert published['meta']['dataset_meta'] == checkpoint['meta']['dataset_meta']
    assert published['state_dict'].keys() == checkpoint['state_dict'].keys()
    for name, weight in checkpoint['state_dict'].items():
        assert torch.equal(weight, published['state_dict'][name])
