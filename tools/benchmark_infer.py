"""Time tools/infer.py and watch its memory: ``python tools/benchmark_infer.py [MODEL]``."""
import tempfile
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Callable, Iterator, List, Sequence

import av
import numpy as np
import torch

from mlcr_mm.apis import AUInferencer, number_type, user_errors
from mlcr_mm.files import write_image
from mlcr_mm.inference import predict_crops

_ROUNDS, _AT = 5, (100, 1000, 5000, 10000, 15000, 20000)


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('model', nargs='?', help='as in tools/infer.py; the toy if not given')
    parser.add_argument('--crops', type=number_type(int, 1), default=1000,
                        help='number of crops in the folder')
    parser.add_argument('--batch-size', type=number_type(int, 1), default=16)
    parser.add_argument('--frames', type=number_type(int, 0), default=0,
                        help='also go through a video of so many '
                        'frames, and print speed and memory on the way')
    parser.add_argument('--detector', default='none', help='for the video')
    parser.add_argument('--threads', type=number_type(int, 1), default=1,
                        help='CPU threads of the networks')
    return parser.parse_args()


def pictures(number: int, size: int) -> Iterator[np.ndarray]:
    """Smooth pictures, no two alike, BGR ``(S, S, 3)``."""
    x, y = np.meshgrid(*[np.linspace(0, 6, size)] * 2)
    for index in range(number):
        waves = [np.sin(x * (1 + index % 7) + .1 * index) * np.cos(y + channel + .05 * index)
                 for channel in range(3)]
        yield (127.5 + 127 * np.stack(waves, axis=-1)).astype(np.uint8)


def rate(function: Callable[[], int]) -> float:
    """Images per second of a round."""
    start = time.perf_counter()
    return function() / (time.perf_counter() - start)


def time_folder(inferencer: AUInferencer, args: Namespace, folder: str) -> None:
    """Print the speed of the networks alone and of everything, from files to rows."""
    crops = list(pictures(args.crops, inferencer.preparer.size))
    for index, crop in enumerate(crops):
        write_image(f'{folder}/{index:05d}.jpg', crop)
    batch = [inferencer.pipeline(crop) for crop in crops[:args.batch_size]]

    def networks() -> int:
        done = 0
        while done < len(crops):
            done += len(predict_crops(inferencer.model, batch))
        return done

    def everything() -> int:
        return sum(1 for _ in inferencer.stream(folder, args.batch_size))

    rates: List[Sequence[float]] = [(rate(networks), rate(everything)) for _ in range(_ROUNDS)]
    own, whole = np.median(rates[1:], axis=0)
    print(f'crops of {inferencer.preparer.size} px, batch of {args.batch_size}, {args.threads} '
          f'threads: networks {own:.0f}, from files to rows {whole:.0f} images per second '
          f'({whole / own:.0%})')


def watch_video(inferencer: AUInferencer, args: Namespace, folder: str) -> None:
    """Print speed and resident memory on the way through a long video."""
    size = max(inferencer.preparer.size, 64)
    path = f'{folder}/long.mp4'
    with av.open(path, 'w') as container:
        stream = container.add_stream('mpeg4', rate=25)
        stream.width = stream.height = size
        for picture in pictures(args.frames, size):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format='bgr24')))
        container.mux(stream.encode())
    start, before = time.perf_counter(), 0
    for number, _ in enumerate(inferencer.stream(path, args.batch_size), start=1):
        if number in _AT or number == args.frames:
            now = time.perf_counter()
            print(f'frame {number}: {(number - before) / (now - start):.0f} frames per second '
                  f'since the last line, {resident_megabytes():.0f} MB resident')
            start, before = now, number


def resident_megabytes() -> float:
    """Memory of this process that is in use now; Linux only."""
    pages = int(Path('/proc/self/statm').read_text().split()[1])
    return pages * 4096 / 1e6


@user_errors()
def main() -> None:
    """Print the figures."""
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    with tempfile.TemporaryDirectory() as folder:
        time_folder(AUInferencer(args.model, detector='none', device='cpu'), args, folder)
    if args.frames:
        with tempfile.TemporaryDirectory() as folder:
            inferencer = AUInferencer(args.model, detector=args.detector, device='cpu')
            watch_video(inferencer, args, folder)


if __name__ == '__main__':
    main()
