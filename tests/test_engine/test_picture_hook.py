from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import torch
from mmengine.visualization import Visualizer
from mmpretrain.structures import DataSample

from mlcr_mm.engine import PictureHook

CLASSES = ('AU1', 'costs $5 [left]')
RED = (255, 0, 0)


@pytest.fixture(autouse=True)
def visualizer():
    """A runner makes one before its hooks."""
    Visualizer.get_instance('pictures')


def sample(number, path):
    meta = dict(sample_idx=number, img_path=path) if path else dict(sample_idx=number)
    return DataSample(metainfo=meta).set_gt_score(torch.tensor([1., -1.])).set_pred_score(
        torch.tensor([.9, .2]))


def image(color=RED, side=64, is_bgr=True):
    """A network's input before normalisation, ``(3, H, W)``."""
    color = color[::-1] if is_bgr else color
    return torch.tensor(color, dtype=torch.uint8)[:, None, None].expand(3, side, side)


def draw(folder, inputs, samples, to_rgb=True, datasets=(), **kwargs):
    """The pictures by name, RGB."""
    hook = PictureHook(enable=True, out_dir=str(folder), interval=kwargs.pop('interval', 1))
    hook.before_test(SimpleNamespace(
        model=SimpleNamespace(data_preprocessor=SimpleNamespace(to_rgb=to_rgb)),
        test_loop=SimpleNamespace(dataloader=SimpleNamespace(
            dataset=SimpleNamespace(metainfo=dict(classes=CLASSES), datasets=datasets)))))
    hook.after_test_iter(None, 0, dict(inputs=inputs), samples)
    return {path.name: cv2.imread(str(path))[..., ::-1] for path in folder.glob('*')}


def colored(picture):
    """The most frequent colour that is no grey."""
    pixels = picture.reshape(-1, 3)
    pixels = pixels[np.ptp(pixels.astype(int), axis=1) > 100]
    colors, counts = np.unique(pixels, axis=0, return_counts=True)
    return tuple(map(int, colors[counts.argmax()]))


@pytest.mark.parametrize('to_rgb', [True, False])
def test_faces_have_their_colours_and_are_enlarged(tmp_path, to_rgb):
    (picture, ) = draw(tmp_path, image(is_bgr=to_rgb)[None], [sample(0, 'a/1.png')],
                       to_rgb=to_rgb).values()
    assert colored(picture) == RED
    assert (picture == RED).all(-1).sum() > 4 * 64 * 64


def test_images_of_one_name_have_a_picture_each(tmp_path):
    pictures = draw(tmp_path, image().expand(2, 3, 64, 64),
                    [sample(3, 'a/1.png'), sample(4, '/data/b/1.png')])
    assert set(pictures) == {'000003_a_1.png.png', '000004_b_1.png.png'}


def test_images_of_several_test_sets_have_a_picture_each(tmp_path):
    """Each set counts its images from 0."""
    samples = [sample(number, f'{part}/a.png') for part in 'xy' for number in range(2)]
    pictures = draw(tmp_path, image().expand(4, 3, 64, 64), samples, datasets=(1, 2))
    assert set(pictures) == {'000000_x_a.png.png', '000001_x_a.png.png', '000002_y_a.png.png',
                             '000003_y_a.png.png'}


def test_every_nth_image_of_the_test_set(tmp_path):
    samples = [sample(number, f'{number}.png') for number in range(6, 11)]
    pictures = draw(tmp_path, image().expand(5, 3, 64, 64), samples, interval=4)
    assert set(pictures) == {'000008_8.png.png'}


@pytest.mark.parametrize('inputs', [
    [torch.stack([image(), image(), image()]), torch.zeros(3, 3, 64, 64)],  # default_collate
    [image(), image(), image()],  # pseudo_collate
    [[image(), image(), image()], [image(), image(), image()]],
], ids=['views', 'images', 'views of images'])
def test_views_and_images_in_lists(tmp_path, inputs):
    pictures = draw(tmp_path, inputs, [sample(number, f'{number}.png') for number in range(3)])
    assert len(pictures) == 3 and {colored(picture) for picture in pictures.values()} == {RED}


@pytest.mark.parametrize('path', ['a/x\ny.png', 'a/' + 'ü' * 300 + '.png', r'c:\faces\1.png', None])
def test_names_that_no_file_can_have(tmp_path, path):
    (name, ) = draw(tmp_path, image()[None], [sample(0, path)])
    assert name.isprintable() and name.startswith('000000_') and '\\f' not in name


def test_nothing_where_it_is_not_asked_for(tmp_path):
    hook = PictureHook(out_dir=str(tmp_path))
    hook.after_test_iter(None, 0, dict(inputs=image()[None]), [sample(0, 'a.png')])
    PictureHook(enable=True, out_dir=str(tmp_path)).after_val_iter(None, 0, None, None)
    assert not list(tmp_path.iterdir())
