import re
from pathlib import Path

import cv2
import numpy as np
import pytest


def test_infer_gives_the_same_table(run, infer, crops, checkpoint, tmp_path, capsys):
    config = Path(checkpoint).with_name('toy.py')
    assert run(checkpoint, tmp_path / 'toy.onnx', '--evaluate', config, '--benchmark') == 0
    printed = capsys.readouterr().out
    f1 = re.search(r'mlcr/f1_ensemble: PyTorch ([\d.]+), ONNX ([\d.]+)', printed)
    assert f1[1] == f1[2] and printed.count('images per second') == 2
    code, before = infer(crops, '--detector', 'none', out='before.csv')
    assert code == 0
    code, after = infer(crops, '--detector', 'none', out='after.csv', model=tmp_path / 'toy.onnx')
    assert code == 0 and list(after) == list(before) and len(after) > 20
    values = before.select_dtypes('number').columns
    np.testing.assert_allclose(after[values], before[values], atol=1e-4)
    assert after.input.equals(before.input)


def test_crops_of_another_size_get_a_row_with_the_reason(run, infer, checkpoint, tmp_path):
    assert run(checkpoint, tmp_path / 'toy.onnx', '--int8', '--view', '1') == 0
    cv2.imwrite(str(tmp_path / 'small.png'), np.zeros((20, 30, 3), np.uint8))
    code, table = infer(tmp_path / 'small.png', '--detector', 'none', model=tmp_path / 'toy.onnx')
    assert code == 2 and '30 x 20 px is smaller than size=24' in table.error[0]


@pytest.mark.parametrize('content, out, words', [
    (None, 'face.onnx', 'does not exist'), (b'half', 'face.onnx', 'damaged'),
    (b'half', 'face.pth', 'is a .onnx file')])
def test_clear_errors(run, tmp_path, capsys, content, out, words):
    model = tmp_path / 'model.pth'
    if content:
        model.write_bytes(content)
    assert run(model, tmp_path / out) == 1
    error = capsys.readouterr().err
    assert words in error and error.count('\n') == 1
    assert not list(tmp_path.glob('face*'))


def test_options_are_for_the_config_that_is_tested(run, checkpoint, tmp_path, capsys):
    config = Path(checkpoint).with_name('toy.py')
    options = ('--cfg-options', 'test_dataloader.dataset.pipeline.1.size=16')
    assert run(checkpoint, tmp_path / 'toy.onnx', '--evaluate', config, *options) == 1
    assert 'the test images have 16 x 16 px' in capsys.readouterr().err
