"""Which part of a crop the networks see."""
from typing import Any, Callable, Dict, List

import numpy as np

_BRIGHTEST = 255.


def seen_box(pipeline: Callable[[np.ndarray], Dict[str, Any]], size: int) -> List[float]:
    """Measure what a test pipeline takes of a crop, whatever steps it has.

    Pictures whose brightness tells the place go through it.

    Args:
        pipeline (Callable): From a picture, uint8 ``(size, size, 3)``, to ``inputs``, a Tensor
            ``(3, H, W)`` of at least 4 x 4 pixels. It resizes and crops along the axes.
        size (int): Side of the crop, pixels.

    Returns:
        list[float]: Left, top, right, bottom in the crop, pixels from its upper left corner, to a
        tenth of a pixel.
    """

    def run(picture: np.ndarray) -> np.ndarray:
        image = np.repeat(picture.round().astype(np.uint8)[..., None], 3, axis=2)
        return pipeline(image)['inputs'].double().mean(dim=0).numpy()

    # A pipeline may normalise as well.
    dark, bright = (run(np.full((size, size), level)).mean() for level in (0., _BRIGHTEST))
    step = min(1., _BRIGHTEST / max(size - 1, 1))  # whole levels of grey up to 256 px
    ramp = np.broadcast_to(np.arange(size) * step, (size, size))
    sides = []
    for picture, axis in ((ramp, 0), (ramp.T, 1)):
        # Of a picture and its negative, since halves are rounded up.
        rise = (run(picture) - run(picture.max() - picture)).mean(axis=axis) / (bright - dark)
        places = (picture.max() + _BRIGHTEST * rise) / 2 / step
        count = len(places)
        inner = slice(count // 4, count - count // 4)  # at the border a resizing mixes in others
        slope, start = np.polyfit(np.arange(count)[inner], places[inner], 1)
        low, high = (start + slope * (place - 0.5) + 0.5 for place in (0, count))
        sides.append([round(float(np.clip(place, 0, size)), 1) for place in (low, high)])
    (left, right), (top, bottom) = sides
    return [left, top, right, bottom]
