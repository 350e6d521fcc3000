import re
from pathlib import Path

import numpy as np
import pytest
import torch
from toy import write_toy_checkpoint

from mlcr_mm.apis import AUInferencer, load_config


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
