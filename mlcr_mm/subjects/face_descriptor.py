"""What tells a person from others, by dlib's face recognition network."""
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Iterator, NamedTuple, Optional, Sequence, Tuple

import cv2
import numpy as np

from mlcr_mm.files import BrokenImageError, read_image
from mlcr_mm.parallel import parallel_map
from mlcr_mm.progress import track

#: Numbers of a descriptor.
SIZE = 128
#: Pixels of the shorter side below which an image shows no face that could be told from others.
MIN_SIDE = 32

_CHIP, _PADDING = 150, 0.25  # the network's input: pixels, and what it shows around the face
_EDGE = 1 / 16  # of an aligned crop, around the box that dlib's detector would find in it
_INSTALL = 'pip install "mlcr_mm[subjects]"'


class Descriptor(NamedTuple):
    """One image's.

    Attributes:
        index (int): Of the image.
        values (np.ndarray, optional): float64 ``(128,)``; None if it cannot be described.
        error (str): Why it cannot; '' if it can.
    """

    index: int
    values: Optional[np.ndarray]
    error: str = ''


def describe_faces(paths: Sequence[str], workers: int) -> Iterator[Descriptor]:
    """Describe the faces of many images, with a bar on the terminal.

    Args:
        paths (Sequence[str]): Images; each is one face, aligned as for training.
        workers (int): Processes.

    Yields:
        Descriptor: One for each image, in no fixed order.

    Raises:
        ImportError: If the network's packages are missing.
    """
    _networks()  # says what is missing before any process is started
    yield from track(parallel_map(_describe_file, enumerate(paths), workers), 'describing faces',
                     len(paths))


def describe_face(image: np.ndarray) -> np.ndarray:
    """Describe one face, as the mean of the image and its mirror image.

    The network is dlib's ResNet, which learned three million photographs of 7,485 persons.

    Args:
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``: an aligned face that fills the image.

    Returns:
        np.ndarray: float64 ``(128,)``. Photographs of one person are less than about 0.6 apart.

    Raises:
        ImportError: If the network's packages are missing.
        ValueError: If the image is smaller than :data:`MIN_SIDE`, or all of one colour: such images
            would be one person.
    """
    dlib, landmarks, network = _networks()
    if min(image.shape[:2]) < MIN_SIDE:
        raise ValueError(f'it has {image.shape[1]} x {image.shape[0]} pixels; a face needs '
                         f'{MIN_SIDE} x {MIN_SIDE}')
    if (image == image[0, 0]).all():
        raise ValueError('it is all of one colour')
    image = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
    height, width = image.shape[:2]
    left, top = round(width * _EDGE), round(height * _EDGE)
    box = dlib.rectangle(left, top, width - left, height - top)
    chip = dlib.get_face_chip(image, landmarks(image, box), _CHIP, _PADDING)
    both = (chip, np.ascontiguousarray(chip[:, ::-1]))
    return np.mean([np.array(network.compute_face_descriptor(side)) for side in both], axis=0)


def _describe_file(job: Tuple[int, str]) -> Descriptor:
    index, path = job
    try:
        image = read_image(path)
    except BrokenImageError as error:  # names the file
        return Descriptor(index, None, str(error))
    try:
        return Descriptor(index, describe_face(image))
    except ValueError as error:
        return Descriptor(index, None, f'image {path} cannot be described: {error}')


@lru_cache(maxsize=1)
def _networks() -> Tuple[Any, Any, Any]:
    """dlib, its five landmarks, and its network; read once in each process."""
    try:
        import dlib
    except ImportError as error:
        raise ImportError(f'finding subjects needs the package dlib: {_INSTALL}') from error
    # Imported, that package would ask for setuptools; only its files are wanted.
    package = find_spec('face_recognition_models')
    if package is None:
        raise ImportError(f'finding subjects needs the package face_recognition_models: {_INSTALL}')
    folder = Path(package.origin).parent / 'models'
    return (dlib, dlib.shape_predictor(str(folder / 'shape_predictor_5_face_landmarks.dat')),
            dlib.face_recognition_model_v1(
                str(folder / 'dlib_face_recognition_resnet_model_v1.dat')))
