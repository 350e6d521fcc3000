import cv2
import numpy as np
import pytest
from image_files import ALPHA, ON_BLACK, PICTURE, pillow
from mmcv.transforms import LoadImageFromFile

from mlcr_mm.datasets.image_loading import BrokenImageError, load_image


def encode(suffix):
    image = np.random.default_rng(0).integers(0, 255, (60, 60, 3), dtype=np.uint8)
    return cv2.imencode(suffix, image)[1].tobytes()


@pytest.mark.parametrize('suffix', ['.jpg', '.png', '.webp', '.bmp'])
@pytest.mark.parametrize('share', [0, 0.001, 0.3, 0.99])
def test_files_cut_short_are_refused(tmp_path, suffix, share):
    path, content = tmp_path / f'face{suffix}', encode(suffix)
    path.write_bytes(content)
    assert load_image(LoadImageFromFile(), dict(img_path=str(path)))['img'].shape == (60, 60, 3)
    path.write_bytes(content[:int(share * len(content))])
    with pytest.raises(BrokenImageError, match=f'face{suffix} is broken'):
        load_image(LoadImageFromFile(), dict(img_path=str(path)))


def test_whole_files_are_decoded_once(tmp_path, monkeypatch):
    """The check before the decoder is for the end of the file only."""

    def strictly(*_):
        raise AssertionError('decoded twice')

    monkeypatch.setattr('mlcr_mm.files.image_decoder.check_whole', strictly)
    for suffix in ('.jpg', '.png', '.webp', '.bmp'):
        path = tmp_path / f'face{suffix}'
        path.write_bytes(encode(suffix))
        load_image(LoadImageFromFile(), dict(img_path=str(path)))


def load(path, **kwargs):
    return load_image(LoadImageFromFile(**kwargs), dict(img_path=str(path)))['img']


def test_bytes_after_the_end_mark_do_no_harm(tmp_path):
    path = tmp_path / 'face.jpg'
    for size in (1, 10_000):
        path.write_bytes(encode('.jpg') + b'\0' * size)
        assert load(path).shape == (60, 60, 3)


def test_the_settings_of_the_loader_are_kept(tmp_path):
    (tmp_path / 'turned.jpg').write_bytes(pillow(PICTURE, 'JPEG', orientation=6))
    path = tmp_path / 'turned.jpg'
    assert load(path).shape == (64, 48, 3)
    assert load(path, color_type='color_ignore_orientation').shape == (48, 64, 3)
    assert load(path, color_type='grayscale').shape == (64, 48)
    assert load(path, to_float32=True).dtype == np.float32
    np.testing.assert_array_equal(load(path), LoadImageFromFile()(dict(img_path=str(path)))['img'])
    for backend in ('cv2', 'pillow'):
        path.write_bytes(path.read_bytes()[:-40])
        with pytest.raises(BrokenImageError, match='turned.jpg is broken'):
            load(path, imdecode_backend=backend)


def test_transparent_images_are_composited(tmp_path):
    (tmp_path / 'a.png').write_bytes(pillow(np.dstack([PICTURE, ALPHA]), 'PNG'))
    np.testing.assert_array_equal(load(tmp_path / 'a.png'), ON_BLACK)


def test_other_faults_are_named(tmp_path):
    for name, content in (('text.jpg', b'hello, I am a text'), ('missing.jpg', None)):
        if content:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(BrokenImageError, match=f'{name} is broken: .+ Fetch it again'):
            load_image(LoadImageFromFile(), dict(img_path=str(tmp_path / name)))
