import cv2
import numpy as np
import pytest

from mlcr_mm.files import can_write, read_image, write_image


@pytest.fixture
def image(rng):
    return cv2.resize(rng.integers(0, 256, (8, 8, 3)).astype(np.uint8), (60, 40))


@pytest.mark.parametrize('suffix', ['.png', '.bmp', '.webp', '.jpg'])
def test_is_written_and_read_back(tmp_path, image, suffix):
    path = str(tmp_path / 'a' / f'b{suffix}')
    write_image(path, image, 95)
    assert np.abs(read_image(path).astype(int) - image).mean() < (6 if suffix != '.png' else 1e-9)
    assert [file.name for file in (tmp_path / 'a').iterdir()] == [f'b{suffix}']


def test_quality_is_used(tmp_path, image):
    sizes = []
    for quality in (20, 95):
        write_image(str(tmp_path / 'a.jpg'), image, quality)
        sizes.append((tmp_path / 'a.jpg').stat().st_size)
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize('suffix', ['.jpg', '.png'])
@pytest.mark.parametrize('share', [0., 0.3, 0.9])
def test_a_truncated_file_is_noticed(tmp_path, image, suffix, share):
    path = tmp_path / f'a{suffix}'
    write_image(str(path), image)
    data = path.read_bytes()
    path.write_bytes(data[:int(share * len(data))])
    with pytest.raises(ValueError, match='empty|decoded|cut short|damaged'):
        read_image(str(path))


def test_bytes_after_the_end_are_fine(tmp_path, image):
    path = tmp_path / 'a.jpg'
    write_image(str(path), image)
    path.write_bytes(path.read_bytes() + b'\0' * 10)
    assert read_image(str(path)).shape == image.shape


def test_a_failed_write_leaves_the_old_file(tmp_path, image, monkeypatch):
    path = tmp_path / 'a.png'
    write_image(str(path), image)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr('os.replace', killed)
    with pytest.raises(KeyboardInterrupt):
        write_image(str(path), image[:5])
    assert read_image(str(path)).shape == image.shape


def test_formats_are_written_under_their_names_or_refused(tmp_path, image):
    for name in ('a.JFIF', 'a.tif'):
        assert can_write(name)
        write_image(str(tmp_path / name), image)
        assert read_image(str(tmp_path / name)).shape == image.shape
    assert (tmp_path / 'a.JFIF').read_bytes()[:2] == b'\xff\xd8'
    for name in ('face.heic', 'face.gif', 'face'):
        assert not can_write(name)
        with pytest.raises(ValueError, match='face.* images are written as .jpg'):
            write_image(str(tmp_path / name), image)
