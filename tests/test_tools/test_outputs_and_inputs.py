"""No tool writes over what it reads, and a copied work directory means its own checkpoints."""
import json
import runpy
import shutil
import sys
from pathlib import Path

import pytest
from toy import ROOT, write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    """A work directory as a training leaves it, beside its data."""
    folder = tmp_path_factory.mktemp('trained')
    config = load_config(str(write_toy_config(folder, workers=0)))
    (folder / 'work').mkdir()
    config.dump(str(folder / 'work' / 'toy.py'))
    write_toy_checkpoint(config, folder / 'work' / 'epoch_4.pth', meta=True)
    (folder / 'work' / 'last_checkpoint').write_text(str(folder / 'work' / 'epoch_4.pth'))
    return folder


@pytest.fixture
def place(trained, tmp_path):
    return Path(shutil.copytree(trained, tmp_path / 'copy'))


@pytest.fixture
def call(monkeypatch):

    def run(tool, *arguments):
        monkeypatch.setattr(sys, 'argv', [f'{tool}.py', *map(str, arguments)])
        with pytest.raises(SystemExit) as error:
            runpy.run_path(str(ROOT / 'tools' / f'{tool}.py'), run_name='__main__')
        return error.value.code

    return run


CROPS = ['--detector', 'none', '--checkpoint', 'work/epoch_4.pth']

POINTS = 'image,' + ','.join(
    f'{name}_{axis}' for name in ('left_eye', 'right_eye', 'nose', 'left_mouth', 'right_mouth')
    for axis in 'xy') + '\n000.png,20,30,44,30,32,44,22,54,42,54'


@pytest.mark.parametrize('tool, arguments, words', [
    ('infer', ['data/images', *CROPS, '--out', 'data/images/000.png'], '--out'),
    ('infer', ['data/images', *CROPS, '--out', 'work/epoch_4.pth'], '--out'),
    ('infer', ['data/test.txt', *CROPS, '--out', 'data/test.txt'], '--out'),
    ('infer', ['data/images', *CROPS, '--out', 'new.csv', '--annotated', 'data/images/new'],
     '--annotated data/images/new lies where the next run would look'),
    ('infer', ['data/images', '--landmarks', 'data/labels.csv', '--out', 'data/labels.csv'],
     'overwrite the input data/labels.csv'),
    ('rank_unlabeled', ['data/images', *CROPS, '--out', 'data/images/000.png'], '--out'),
    ('rank_unlabeled', ['data/images', *CROPS, '--out', 'n.csv', '--sheet', 'data/images/n.png'],
     '--sheet'),
    ('rank_unlabeled', ['data/images', *CROPS, '--out', 'n.png', '--sheet', 'n.png'], 'one file'),
    ('export_onnx', ['model.onnx', 'model.onnx'], 'OUT model.onnx would overwrite'),
    ('report', ['work', '--out', 'work/epoch_4.pth'], '--out work/epoch_4.pth would overwrite'),
    ('test', ['work/toy.py', 'work/epoch_4.pth', '--work-dir', 'new', '--out', 'link.pkl'],
     '--out link.pkl would overwrite the input work/epoch_4.pth'),
    ('check_dataset', ['work/toy.py', '--fast', '--sheet', 'data/images/000.png',
                       '--cfg-options', 'data_root=data'], '--sheet'),
    ('align_faces', ['data/images', 'out', '--landmarks', 'out/problems.csv'], 'OUT'),
    ('train', ['work/toy.py', '--work-dir', 'work', '--cfg-options', 'load_from=work/epoch_4.pth'],
     'lies in the work directory'),
])
def test_no_input_is_overwritten(place, call, monkeypatch, capsys, tool, arguments, words):
    monkeypatch.chdir(place)
    shutil.copy('work/epoch_4.pth', 'model.onnx')
    Path('link.pkl').symlink_to('work/epoch_4.pth')
    Path('out').mkdir()
    Path('out/problems.csv').write_text(POINTS)
    before = {path: path.read_bytes() for path in place.rglob('*') if path.is_file()}
    assert call(tool, *arguments) in (1, 2)
    error, = [line for line in capsys.readouterr().err.splitlines() if line.startswith('error: ')]
    assert words in error
    assert {path: path.read_bytes() for path in before} == before


def test_a_second_publishing_of_a_published_file(place, call, monkeypatch, capsys):
    monkeypatch.chdir(place)
    assert call('publish_model', 'work', 'face.pth') == 0
    published, = place.glob('face-*.pth')
    assert call('publish_model', published.name, 'face.pth') == 1
    assert f'OUT {published.name} would overwrite the input' in capsys.readouterr().err


@pytest.mark.parametrize('is_moved', [True, False])
def test_a_copied_work_directory_means_its_own_checkpoints(trained, place, call, tmp_path, capsys,
                                                           is_moved):
    if is_moved:  # the place that last_checkpoint names is gone
        pointer = place / 'work' / 'last_checkpoint'
        pointer.write_text('/moved/away/epoch_4.pth')
    own = place / 'work' / 'epoch_4.pth'
    assert call('publish_model', place / 'work', tmp_path / 'face.pth') == 0
    assert f'of {own}' in capsys.readouterr().out
    if is_moved:
        return
    page = tmp_path / 'page.html'
    data = f'data_root={place / "data"}'
    assert call('report', place / 'work', '--out', page, '--resamples', '5', '--device', 'cpu',
                '--cfg-options', data) == 0
    assert str(own) in page.read_text() and str(trained) not in page.read_text()


def test_inputs_may_stand_behind_options(place, call, monkeypatch, capsys):
    monkeypatch.chdir(place)
    for name in ('000', '001', '002'):
        shutil.copy(f'data/images/{name}.png', place)
    assert call('infer', '000.png', *CROPS, '--json', '--out', 'o.jsonl', '001.png', '--device',
                'cpu', '002.png') == 0
    rows = [json.loads(line) for line in Path('o.jsonl').read_text().splitlines()]
    assert [row['input'] for row in rows] == ['000.png', '001.png', '002.png']
    assert call('rank_unlabeled', '--count', '1', '000.png', *CROPS, '--out', 'n.csv',
                '001.png') == 0
    assert '1 of 2 faces' in capsys.readouterr().out
    assert call('infer', *CROPS, '--out', 'o.csv') == 2
    assert 'the following arguments are required: INPUT' in capsys.readouterr().err
