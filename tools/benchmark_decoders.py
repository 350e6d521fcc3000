"""Compare decoders of JPEG on your images: ``python tools/benchmark_decoders.py FOLDER``.

CPU time per image of one thread, and how far the pixels are from OpenCV's. Libraries that are not
installed are left out.
"""
import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Callable, Dict, List

import cv2
import numpy as np
import torch

from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.benchmark.timing import Task, measure
from mlcr_mm.reproduce import format_rows

Decoder = Callable[[bytes], np.ndarray]


def decoders() -> Dict[str, Decoder]:
    """What is installed, bytes to BGR."""
    found = {
        'OpenCV': partial(_opencv, cv2.IMREAD_COLOR),
        'OpenCV, half': partial(_opencv, cv2.IMREAD_REDUCED_COLOR_2),
    }
    try:
        from simplejpeg import decode_jpeg
        found['simplejpeg'] = partial(decode_jpeg, colorspace='BGR')
        found['simplejpeg, fast DCT'] = partial(decode_jpeg, colorspace='BGR', fastdct=True)
    except ImportError:
        pass
    try:
        from turbojpeg import TurboJPEG
        found['PyTurboJPEG'] = TurboJPEG().decode
    except (ImportError, RuntimeError):  # its wheel has not the library
        pass
    try:
        from torchvision.io import decode_jpeg as decode_tensor
        found['torchvision'] = partial(_torchvision, decode_tensor)
    except ImportError:
        pass
    return found


def _opencv(flag: int, data: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(data, np.uint8), flag)


def _torchvision(decode: Callable, data: bytes) -> np.ndarray:
    tensor = decode(torch.frombuffer(bytearray(data), dtype=torch.uint8))
    return tensor.permute(1, 2, 0).numpy()[..., ::-1]  # RGB to BGR


def _decode_all(decode: Decoder, files: List[bytes]) -> None:
    for data in files:
        decode(data)


def _difference(decode: Decoder, files: List[bytes]) -> str:
    pairs = [(decode(data).astype(int), _opencv(cv2.IMREAD_COLOR, data)) for data in files]
    if any(mine.shape != theirs.shape for mine, theirs in pairs):
        return ''
    return str(max(np.abs(mine - theirs).max() for mine, theirs in pairs))


@user_errors()
def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('folder', type=Path, help='JPEG files, in sub-folders as well')
    parser.add_argument('--images', type=number_type(int, 1), default=200)
    parser.add_argument('--rounds', type=number_type(int, 1), default=7)
    args = parser.parse_args()
    paths = sorted(args.folder.rglob('*.jpg'))[:args.images]
    if not paths:
        parser.error(f'{args.folder} has no *.jpg')
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    files, found = [path.read_bytes() for path in paths], decoders()
    timings = measure([Task(name, partial(_decode_all, decode, files), len(files))
                       for name, decode in found.items()], args.rounds)
    rows = [['decoder', 'CPU ms per image [quartiles]', 'largest difference']]
    for name, timing in timings.items():
        low, median, high = np.quantile(timing.cpu, [0.25, 0.5, 0.75])
        rows.append([name, f'{median:.3f} [{low:.3f}, {high:.3f}]',
                     _difference(found[name], files)])
    print(format_rows(rows))


if __name__ == '__main__':
    sys.exit(main())
