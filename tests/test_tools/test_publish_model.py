import json
import re
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
import torch
from mmengine.dataset import default_collate
from safetensors import safe_open
from toy import write_toy_checkpoint

from mlcr_mm.apis import AUInferencer, load_config
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.inference.crop_pipeline import CropPipeline


def published(folder):
    return next(Path(folder).glob('face-*.pth'))


def test_same_answers_without_config_and_without_running_code(run, infer, crops, checkpoint,
                                                              tmp_path):
    assert run(checkpoint, tmp_path / 'face.pth') == 0
    file = published(tmp_path)
    content = torch.load(file, weights_only=True)
    assert content['meta']['dataset_meta']['classes'] == ('AU1', 'AU2', 'AU4')
    assert not [name for name in content['state_dict'] if 'gcn' in name or 'adjacency' in name]
    _, before = infer(crops, '--detector', 'none', out='before.csv')
    _, after = infer(crops, '--detector', 'none', out='after.csv', model=file)
    labels = list(before.filter(regex='^AU'))
    assert len(before) > 20 and before[['AU01', 'AU02', 'AU04']].std().gt(0).all()
    np.testing.assert_allclose(after[labels], before[labels], atol=1e-5)


def test_says_nothing_of_the_machine_it_was_trained_on(run, checkpoint, tmp_path):
    assert run(checkpoint, tmp_path / 'face.pth') == 0
    config = torch.load(published(tmp_path), weights_only=True)['meta']['cfg']
    assert str(Path(checkpoint).parent) not in config
    assert 'optim_wrapper' not in config and 'labels.csv' not in config


def test_same_weights_get_the_same_name(run, checkpoint, tmp_path):
    for name in ('a', 'b', 'c'):
        (tmp_path / name).mkdir()
    assert run(checkpoint, tmp_path / 'a' / 'face.pth') == 0
    assert run(checkpoint, tmp_path / 'b' / 'face.pth') == 0
    config = load_config(str(Path(checkpoint).with_name('toy.py')))
    other = write_toy_checkpoint(config, tmp_path / 'other.pth', seed=1, meta=True)
    assert run(other, tmp_path / 'c' / 'face.pth') == 0
    names = [published(tmp_path / name).name for name in ('a', 'b', 'c')]
    assert names[0] == names[1] != names[2] and re.fullmatch(r'face-[0-9a-f]{8}\.pth', names[0])


def test_config_from_a_file(run, checkpoint, tmp_path):
    path = Path(checkpoint).with_name('toy.py')
    bare = write_toy_checkpoint(load_config(str(path)), tmp_path / 'bare.pth')
    assert run(bare, tmp_path / 'face.pth') == 1
    assert run(bare, tmp_path / 'face.pth', '--config', path) == 0
    assert AUInferencer(str(published(tmp_path)), detector='none').classes == ('AU1', 'AU2', 'AU4')


def test_safetensors_alone_is_enough(run, infer, crops, checkpoint, tmp_path):
    assert run(checkpoint, tmp_path / 'face.pth', '--data-statement', 'squares and discs') == 0
    beside = published(tmp_path).with_suffix('.safetensors')
    (tmp_path / 'alone').mkdir()
    assert run(checkpoint, tmp_path / 'alone' / beside.with_stem('face').name) == 0
    alone, = (tmp_path / 'alone').iterdir()
    assert alone.name == beside.name
    _, before = infer(crops, '--detector', 'none', out='before.csv', model=published(tmp_path))
    for model in (beside, alone):
        _, after = infer(crops, '--detector', 'none', out='after.csv', model=model)
        pd.testing.assert_frame_equal(before, after)
    with safe_open(beside, framework='np') as file:
        meta = {name: json.loads(text) for name, text in file.metadata().items()}
    assert meta['dataset_meta'] == dict(classes=['AU1', 'AU2', 'AU4'])
    assert meta['input']['height'] == 24 and len(meta['input']['mean']) == 3
    assert meta['decision_probability'] == .5 and meta['data_statement'] == 'squares and discs'
    assert meta['training']['method'] == 'DualViewClassifier'


@pytest.mark.parametrize('view', [1, 2])
def test_one_view_says_what_it_said_in_the_pair(run, infer, crops, checkpoint, tmp_path, view):
    assert run(checkpoint, tmp_path / 'face.pth', '--view', view) == 0
    _, one = infer(crops, '--detector', 'none', out='one.csv', model=published(tmp_path))
    config = load_config(str(Path(checkpoint).with_name('toy.py')))
    model = load_trained_model(config, checkpoint, 'cpu')
    pipeline = CropPipeline(config)
    images = [pipeline(cv2.imread(name)) for name in one.input]
    with torch.no_grad():
        samples = model.test_step(default_collate(images))
    expected = torch.stack([sample.view_scores[view - 1] for sample in samples])
    np.testing.assert_allclose(one[['AU01', 'AU02', 'AU04']], expected, atol=1e-5)
    assert one.filter(regex='_u$').isna().all(axis=None)


def test_half_precision(run, infer, crops, checkpoint, tmp_path):
    assert run(checkpoint, tmp_path / 'face.pth', '--half') == 0
    sizes = [published(tmp_path).stat().st_size, Path(checkpoint).stat().st_size]
    assert sizes[0] < .7 * sizes[1]
    _, before = infer(crops, '--detector', 'none', out='before.csv')
    _, after = infer(crops, '--detector', 'none', out='after.csv', model=published(tmp_path))
    assert 0 < abs(before.AU01 - after.AU01).max() < .02


def test_the_metrics_of_the_run_go_along(run, checkpoint, tmp_path):
    content = torch.load(checkpoint)
    content['meta'].update(epoch=4, experiment_name='toy_20260101_000000')
    torch.save(content, tmp_path / 'epoch_4.pth')
    log = tmp_path / '20260101_000000' / 'vis_data' / 'scalars.json'
    log.parent.mkdir(parents=True)
    log.write_text('{"loss": 1, "step": 4}\n{"mlcr/f1": 50.0, "step": 2}\n'
                   '{"mlcr/f1": 61.5, "mlcr/f1_view1": 60.0, "step": 4}\n{"mlcr/f1": 1')
    assert run(tmp_path / 'epoch_4.pth', tmp_path / 'face.pth') == 0
    training = torch.load(published(tmp_path), weights_only=True)['meta']['training']
    assert training['metrics'] == {'mlcr/f1': 61.5, 'mlcr/f1_view1': 60.}
    (tmp_path / 'again').mkdir()
    assert run(published(tmp_path), tmp_path / 'again' / 'face.pth') == 0
    again = torch.load(published(tmp_path / 'again'), weights_only=True)
    assert again['meta']['training'] == training


@pytest.mark.parametrize('content, out, words', [
    (None, 'face.pth', 'does not exist'), (b'half', 'face.pth', 'damaged'),
    (b'half', 'face.onnx', 'is a .pth file')])
def test_clear_errors(run, tmp_path, capsys, content, out, words):
    model = tmp_path / 'model.pth'
    if content:
        model.write_bytes(content)
    assert run(model, tmp_path / out) == 1
    error = capsys.readouterr().err
    assert words in error and error.count('\n') == 1
    assert not list(tmp_path.glob('face*'))
