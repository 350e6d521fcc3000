"""Draw a sheet of demo faces: ``python tools/draw_demo_faces.py docs/demo_faces.png``."""
from argparse import ArgumentParser, Namespace
from dataclasses import replace

import cv2
import numpy as np

from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.datasets.face_drawing import (
    AU_NAMES,
    AUS,
    draw_face,
    labels_from_intensities,
    sample_intensities,
    sample_movement,
    sample_scene,
    sample_subject,
    studio_scene,
    symmetric,
)
from mlcr_mm.files import can_write

_LINE = 16  # height of a line of text, pixels


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('out', help='file to write, .png or .jpg')
    parser.add_argument('--size', type=number_type(int, 16), default=128, help='pixels per face')
    parser.add_argument('--seed', type=number_type(int, 0), default=3)
    args = parser.parse_args()
    if not can_write(args.out):
        parser.error(f'{args.out}: the picture is written as .png or .jpg')
    return args


def with_caption(face: np.ndarray, lines: tuple) -> np.ndarray:
    """A face over one or two lines of text on white."""
    text = np.full((2 * _LINE + 4, face.shape[1], 3), 255, np.uint8)
    for number, line in enumerate(lines):
        cv2.putText(text, line, (2, (number + 1) * _LINE - 3), cv2.FONT_HERSHEY_SIMPLEX, 0.36,
                    (0, 0, 0), 1, cv2.LINE_AA)
    return np.concatenate([face, text])


def unit_tiles(size: int, seed: int) -> list:
    """Each AU at 0, 0.5 and 1, two AUs a row."""
    tiles = []
    for index, (au, name) in enumerate(zip(AUS, AU_NAMES)):
        subject = sample_subject(np.random.default_rng([seed, index]))
        for strength in (0., 0.5, 1.):
            movement = symmetric(strength * np.eye(len(AUS))[index])
            face = draw_face(subject, movement, studio_scene(), size)
            tiles.append(with_caption(face, (f'{au}: {strength:g}', name)))
    return tiles


def random_tiles(size: int, seed: int, count: int) -> list:
    """Samples as the data set has them, with the AUs present."""
    tiles = []
    for index in range(count):
        rng = np.random.default_rng([seed, 1000 + index])
        subject, intensities = sample_subject(rng), sample_intensities(rng)
        # Noise looks the same everywhere and would make most of the file.
        movement, scene = sample_movement(rng, intensities), replace(sample_scene(rng), noise=0.)
        face = draw_face(subject, movement, scene, size)
        present = [au[2:] for au, on in zip(AUS, labels_from_intensities(intensities)) if on]
        tiles.append(with_caption(face, ('AU ' + ' '.join(present) if present else 'no AU', )))
    return tiles


@user_errors()
def main() -> None:
    """Draw."""
    arguments = parse_arguments()
    tiles = unit_tiles(arguments.size, arguments.seed)
    tiles += random_tiles(arguments.size, arguments.seed, 24)
    rows = [np.concatenate(tiles[start:start + 6], axis=1) for start in range(0, len(tiles), 6)]
    sheet = np.concatenate(rows) | 3  # 64 levels look the same in half the bytes
    if not cv2.imwrite(arguments.out, sheet, [cv2.IMWRITE_PNG_COMPRESSION, 9]):
        raise OSError(f'cannot write {arguments.out}')


if __name__ == '__main__':
    main()
