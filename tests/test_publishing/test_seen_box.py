import numpy as np
import pytest
from mmengine.config import Config
from PIL import Image

from mlcr_mm.inference.crop_pipeline import CropPipeline
from mlcr_mm.publishing.seen_box import seen_box

PACK = dict(type='PackInputs')
NORMALIZE = dict(type='Normalize', mean=[10., 20., 30.], std=[2., 3., 4.])


def pipeline_of(*steps):
    dataset = dict(type='AUDataset', pipeline=[dict(type='LoadImageFromFile'), *steps, PACK])
    return CropPipeline(Config(dict(test_dataloader=dict(dataset=dataset))))


@pytest.mark.parametrize('size, steps, box', [
    (240, [dict(type='CenterCrop', crop_size=224)], [8, 8, 232, 232]),
    (240, [dict(type='OneWarpAugment', size=224)], [8, 8, 232, 232]),
    (240, [dict(type='OneWarpAugment', size=96, resize=108)], [13.3, 13.3, 226.7, 226.7]),
    (500, [dict(type='OneWarpAugment', size=96, resize=108)], [27.8, 27.8, 472.2, 472.2]),
    (120, [dict(type='OneWarpAugment', size=60)], [30, 30, 90, 90]),
    (96, [dict(type='Resize', scale=192)], [0, 0, 96, 96]),
    (240, [dict(type='Resize', scale=120), NORMALIZE, dict(type='CenterCrop', crop_size=100)],
     [20, 20, 220, 220]),
    (200, [dict(type='Crop', crop_size=(100, 50))], [75, 50, 125, 150])])
def test_what_a_pipeline_takes(size, steps, box, monkeypatch):
    if steps[0]['type'] == 'Crop':
        def run(image):
            import torch
            return dict(inputs=torch.from_numpy(image[50:150, 75:125].transpose(2, 0, 1).copy()))
        found = seen_box(run, size)
    else:
        found = seen_box(pipeline_of(*steps), size)
    assert found == pytest.approx(box, abs=0.11)


def test_others_see_with_it_what_the_networks_see():
    """With Pillow, as in docs/export.md; on a smooth picture, so that only the place counts."""
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, (12, 12, 3), dtype=np.uint8)
    crop = Image.fromarray(noise).resize((240, 240), Image.Resampling.BICUBIC)
    pipeline = pipeline_of(dict(type='OneWarpAugment', size=96, resize=108))
    seen = pipeline(np.asarray(crop))['inputs'].numpy().transpose(1, 2, 0)
    ours = np.asarray(crop.resize((96, 96), box=seen_box(pipeline, 240)))
    whole = np.asarray(crop.resize((96, 96)))
    difference, naive = (np.abs(other.astype(int) - seen).mean() for other in (ours, whole))
    assert difference < 1.5 < 10 < naive
