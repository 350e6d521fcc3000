"""A folder with a photograph in every form that people have, and files that are none."""
import cv2
import numpy as np
from PIL import Image

#: Files of :func:`write_awkward_images` that show the face, and those that cannot be read.
WITH_FACE = ('16bit.png', 'cmyk.jpg', 'exif.jpg', 'grey.jpg', 'plain.jpg', 'rgba.png', 'uc ü,.webp')
BROKEN = ('empty.jpg', 'notes.txt', 'text.jpg', 'truncated.jpg')
WITHOUT_FACE = ('landscape.jpg', )


def write_awkward_images(folder, image):
    """Write them all.

    Args:
        folder (Path): Is made.
        image (np.ndarray): BGR, of one face.
    """
    folder.mkdir(parents=True)
    photo = Image.fromarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
    photo.save(folder / 'plain.jpg', quality=95)
    photo.save(folder / 'uc ü,.webp', quality=95)
    photo.convert('L').save(folder / 'grey.jpg', quality=95)
    photo.convert('CMYK').save(folder / 'cmyk.jpg', quality=95)
    photo.convert('RGBA').save(folder / 'rgba.png')
    cv2.imwrite(str(folder / '16bit.png'), image.astype(np.uint16) * 257)
    turned, exif = photo.transpose(Image.Transpose.ROTATE_90), Image.Exif()
    exif[0x0112] = 6  # "turn me clockwise"
    turned.save(folder / 'exif.jpg', quality=95, exif=exif)
    hills = np.zeros((300, 400, 3), np.uint8)
    hills[:] = np.linspace([230, 180, 120], [60, 140, 80], 300)[:, None]
    cv2.imwrite(str(folder / 'landscape.jpg'), hills)
    (folder / 'empty.jpg').write_bytes(b'')
    (folder / 'text.jpg').write_text('This is no image.')
    (folder / 'notes.txt').write_text('Taken in May.')
    data = (folder / 'plain.jpg').read_bytes()
    (folder / 'truncated.jpg').write_bytes(data[:len(data) // 2])
