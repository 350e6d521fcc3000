import cv2
import numpy as np
import pytest
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

    monkeypatch.setattr('mlcr_mm.files.image_damage._decode_strictly', strictly)
    for suffix in ('.jpg', '.png', '.webp', '.bmp'):
        path = tmp_path / f'face{suffix}'
        path.write_bytes(encode(suffix))
        load_image(LoadImageFromFile(), dict(img_path=str(path)))


def test_other_faults_are_named(tmp_path):
    for name, content in (('text.jpg', b'hello, I am a text'), ('missing.jpg', None)):
        if content:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(BrokenImageError, match=f'{name} is broken: .+ Fetch it again'):
            load_image(LoadImageFromFile(), dict(img_path=str(tmp_path / name)))
