import numpy as np
import pytest
from image_files import PICTURE, opencv, pillow, rgb

from mlcr_mm.files import BrokenImageError, decode_image
from mlcr_mm.files.png_chunks import check_png_chunks

PNGS = [opencv(PICTURE, '.png'), opencv(PICTURE.astype(np.uint16) * 257, '.png')]


@pytest.mark.parametrize('data', [*PNGS, PNGS[0] + b'12345', pillow(rgb(), 'JPEG'), b'',
                                  b'\x89PNG\r\n\x1a\n'])
def test_whole_files_and_others_pass(data):
    check_png_chunks(data)


@pytest.mark.parametrize('data', PNGS)
def test_a_chunk_that_asks_for_gigabytes_is_refused_before_it_gets_them(data, monkeypatch):
    """Found by fuzzing: OpenCV took 4 GB and ten seconds or more for such a file."""
    place = data.index(b'IDAT') - 4
    monkeypatch.setattr('cv2.imdecode', None)
    with pytest.raises(BrokenImageError, match='a part of the PNG is longer than the file'):
        decode_image(data[:place] + b'\xff\x00\x1ae' + data[place + 4:])
