"""Aligned crops of two real persons, in several lights and positions."""
import cv2
import numpy as np
from photographs import EYES, photograph


def crop_of(name, turn=0., zoom=1., light=1., size=160):
    """BGR, uint8 ``(size, size, 3)``: the face, with its eyes at 30 % and 70 % of the width."""
    left, right = np.array(EYES[name], float)
    scale = zoom * .4 * size / np.linalg.norm(right - left)
    center = (left + right) / 2
    move = cv2.getRotationMatrix2D(tuple(center), turn, scale)
    move[:, 2] += np.array([size / 2, .38 * size]) - center
    crop = cv2.warpAffine(photograph(name), move, (size, size), flags=cv2.INTER_AREA)
    return np.clip(crop * light, 0, 255).astype(np.uint8)


def write_crops(folder, count=6):
    """Write ``PERSON_I.png`` for both; returns image to person, the persons mixed."""
    folder.mkdir(parents=True, exist_ok=True)
    subjects = {}
    for number in range(count):
        for name in EYES:
            file = f'{name[0]}{number}.png'
            cv2.imwrite(str(folder / file), crop_of(
                name, turn=4. * number - 10, zoom=1 + .03 * number, light=1.2 - .1 * number))
            subjects[file] = name
    return subjects
