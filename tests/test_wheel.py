"""A built wheel, installed without its dependencies, works in an empty folder."""
import os
import shutil
import subprocess
from types import SimpleNamespace

import numpy as np
import pytest
from made_databases import write_emotionet
from toy import PYTHON, ROOT

from mlcr_mm.command import COMMANDS
from mlcr_mm.files import write_image

SOURCES = ('mlcr_mm', 'configs', 'tools', 'setup.py', 'pyproject.toml', 'MANIFEST.in', 'README.md')
CONFIG = '''
_base_ = __import__('mlcr_mm').config_path('mlcr_emotionet.py')

model = dict(
    backbone=dict(_delete_=True, type='MobileNetV2', widen_factor=0.1),
    head=dict(in_channels=1280))
train_dataloader = dict(batch_size=35, num_workers=0)
val_dataloader = dict(num_workers=0)
test_dataloader = val_dataloader
'''


@pytest.fixture(scope='module')
def installed(tmp_path_factory):
    """An empty folder beside an installed wheel; runs commands there."""
    base = tmp_path_factory.mktemp('wheel')
    source, target, empty = base / 'source', base / 'target', base / 'empty'
    source.mkdir()
    empty.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    environment = dict(os.environ, PYTHONPATH=str(target), OMP_NUM_THREADS='1',
                       EMOTIONET_ROOT=str(base / 'emotionet'))

    def run(*command):
        result = subprocess.run(list(map(str, command)), cwd=empty, env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert result.returncode == 0, result.stdout[-3000:]
        return result.stdout

    pip = (PYTHON, '-m', 'pip', '-q')
    run(*pip, 'wheel', '--no-deps', '--no-build-isolation', '--no-index', '-w', base, source)
    wheel, = base.glob('mlcr_mm-*.whl')
    run(*pip, 'install', '--no-deps', '--no-index', '--target', target, wheel)
    return SimpleNamespace(run=run, target=target, empty=empty, base=base,
                           mlcr_mm=target / 'bin' / 'mlcr_mm')


def test_holds_what_the_repository_holds(installed):
    package = installed.target / 'mlcr_mm'
    for name, home in (('mlcr_mm', package), ('configs', package / '.mim' / 'configs'),
                       ('tools', package / '.mim' / 'tools')):
        files = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob('*.*')
                 if path.is_file() and '__pycache__' not in path.parts}
        assert files and not [path for path in files if not (home / path).is_file()]
    assert all((package / '.mim' / 'tools' / file).is_file() for file in COMMANDS.values())


def test_a_config_that_swaps_the_backbone_trains_and_tests(installed):
    write_emotionet(installed.base / 'emotionet', np.random.default_rng(0))
    (installed.empty / 'mine.py').write_text(CONFIG)
    phases = ('train_cfg.phases=[views]', 'train_cfg.views.epochs=1', 'train_cfg.val_interval=2')
    output = installed.run(installed.mlcr_mm, 'train', 'mine.py', '--cfg-options', *phases)
    # Two steps over all 70 images, then one over the 30 labelled.
    assert '1 phase, 1 epoch of 3 iterations' in output and 'MobileNetV2' in output
    output = installed.run(installed.mlcr_mm, 'test', 'mine.py', 'work_dirs/mine/epoch_1.pth')
    assert 'mlcr/f1_ensemble' in output


def test_the_demo_is_found_by_its_name(installed):
    small = ('model.backbone.base_channels=16', 'model.backbone.stem_channels=16',
             'model.head.in_channels=128')
    output = installed.run(installed.mlcr_mm, 'train', 'mlcr_demo.py', '--fast-dev-run',
                           '--cfg-options', *small)
    assert 'mlcr/f1' in output
    assert (installed.empty / 'work_dirs/mlcr_demo_fast_dev_run/epoch_3.pth').is_file()


def test_a_photograph_without_a_checkpoint(installed):
    write_image(str(installed.empty / 'photo.png'), np.full((64, 64, 3), 200, np.uint8))
    output = installed.run(installed.mlcr_mm, 'infer', 'photo.png', '--detector', 'none', '--out',
                           'faces.csv')
    assert 'this is a toy' in output and 'means nothing' in output
    header, row = (installed.empty / 'faces.csv').read_text().splitlines()
    assert row.split(',')[header.split(',').index('success')] == '1'
