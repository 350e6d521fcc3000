from pathlib import Path

import pytest

from mlcr_mm.apis import load_config
from mlcr_mm.publishing.onnx_comparison import compare_f1, compare_speed


def test_f1_of_both_forms(checkpoint, exported):
    config = load_config(str(Path(checkpoint).with_name('toy.py')))
    before, after = compare_f1(exported, config)
    assert before['mlcr/f1_view1'] == after['mlcr/f1_view1']
    assert 0 < before['mlcr/f1_ensemble'] == after['mlcr/f1_ensemble']
    config.test_dataloader.dataset.classes = ['AU4', 'AU2', 'AU1']
    with pytest.raises(ValueError, match='the test images have others'):
        compare_f1(exported, config)


def test_images_of_another_size_are_refused(checkpoint, exported):
    path = str(Path(checkpoint).with_name('toy.py'))
    with pytest.raises(ValueError, match='have 16 x 16 px, .* takes 24 x 24: .*image_size=24'):
        compare_f1(exported, load_config(path, {'test_dataloader.dataset.pipeline.1.size': 16}))


def test_speed_of_both_forms(exported):
    rates = compare_speed(exported, (2, ))
    assert list(rates) == [2] and len(rates[2]) == 2 and min(rates[2]) > 0
