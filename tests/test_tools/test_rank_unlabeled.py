import cv2
import pandas as pd
import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.publishing.onnx_export import export_onnx


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp('rank')
    config = load_config(str(write_toy_config(folder, workers=0)))
    write_toy_checkpoint(config, folder / 'model.pth', meta=True)
    return folder


@pytest.fixture
def rank(run, folder, tmp_path):

    def run_tool(*arguments):
        return run(*arguments, '--checkpoint', folder / 'model.pth', '--out', tmp_path / 'a.csv',
                   '--detector', 'none', '--device', 'cpu')

    return run_tool


def test_the_list_and_the_sheet(rank, folder, tmp_path, capsys):
    images = folder / 'data' / 'images'
    assert rank(images, '--count', '12', '--by', 'disagreement', '--sheet',
                tmp_path / 'sheet.png') == 0
    table = pd.read_csv(tmp_path / 'a.csv')
    assert len(table) == 12 and table.disagreement.is_monotonic_decreasing
    assert set(table.input) < set(map(str, images.iterdir()))
    assert cv2.imread(str(tmp_path / 'sheet.png')).shape[1] == 1120
    assert '12 of 48 faces by disagreement' in capsys.readouterr().out


def test_what_has_labels_is_not_chosen_again(rank, folder, tmp_path):
    images = folder / 'data' / 'images'
    (tmp_path / 'known.txt').write_text('\n'.join(str(images / f'{i:03d}.png') for i in range(40)))
    assert rank(images, '--by', 'diverse', '--count', '8', '--labeled',
                tmp_path / 'known.txt') == 0
    chosen = pd.read_csv(tmp_path / 'a.csv')
    assert chosen.input.map(lambda name: int(name[-7:-4])).min() >= 40
    assert (chosen.distance > 0).all()


def test_what_failed_is_named_and_the_rest_is_ranked(rank, folder, tmp_path, capsys):
    (tmp_path / 'bad.png').write_text('no image')
    assert rank(folder / 'data' / 'images' / '000.png', tmp_path / 'bad.png') == 1
    assert len(pd.read_csv(tmp_path / 'a.csv')) == 1
    assert 'failed: ' in (error := capsys.readouterr().err) and 'bad.png' in error
    (tmp_path / 'a.csv').unlink()
    assert rank(tmp_path / 'bad.png') == 2 and not (tmp_path / 'a.csv').exists()


def test_one_clear_error(rank, folder, tmp_path, capsys):
    image = folder / 'data' / 'images' / '000.png'
    for arguments, message in (
        (['0'], 'camera 0 cannot be ranked'),
        ([image, '--labeled', tmp_path / 'none.png'], '--labeled: '),
        ([image, '--by', 'entropy', '--labeled', image], 'take one with diverse'),
        ([image, '--count', '0'], '--count: must be a whole number >= 1'),
        ([image, '--sheet', 'a.pdf'], 'written as .png or .jpg'),
    ):
        assert rank(*arguments) == 2
        assert message in capsys.readouterr().err


def test_an_exported_model_ranks_by_its_answers(run, folder, tmp_path, capsys):
    pytest.importorskip('onnx')
    pytest.importorskip('onnxruntime')
    model = tmp_path / 'model.onnx'
    export_onnx(str(folder / 'model.pth'), str(model))
    arguments = (folder / 'data' / 'images', '--checkpoint', model, '--detector', 'none', '--count',
                 '5', '--out', tmp_path / 'a.csv')
    assert run(*arguments, '--by', 'entropy') == 0
    assert len(pd.read_csv(tmp_path / 'a.csv')) == 5
    assert run(*arguments, '--by', 'disagreement+diverse') == 2
    assert 'features need a PyTorch model' in capsys.readouterr().err
