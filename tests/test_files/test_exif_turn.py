import pytest
from image_files import pillow, rgb
from PIL import Image

from mlcr_mm.files import exif_turns


@pytest.mark.parametrize('orientation', [None, 0, 1, 2, 3, 6, 8, 9])
@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'TIFF'])
def test_says_whether_a_photo_is_turned(tmp_path, orientation, kind):
    path = tmp_path / 'photo'
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    rgb().save(path, kind, exif=exif)
    assert exif_turns(str(path)) is (orientation in (2, 3, 6, 8))


@pytest.mark.parametrize('data', [b'', b'text', pillow(rgb(), 'JPEG')[:30]])
def test_what_cannot_be_read_is_not_turned(tmp_path, data):
    (tmp_path / 'a.jpg').write_bytes(data)
    assert not exif_turns(str(tmp_path / 'a.jpg')) and not exif_turns(str(tmp_path / 'gone.jpg'))
