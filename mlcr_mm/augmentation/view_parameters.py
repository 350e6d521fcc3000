"""All that is drawn for one view of an image."""
from typing import NamedTuple, Optional, Tuple

import numpy as np

#: The grey of mmpretrain's ``RandomErasing``.
ERASED = 128
GREY = (0.114, 0.587, 0.299)  # weights of blue, green, red


class ViewParameters(NamedTuple):
    """What makes a view of a source image.

    Attributes:
        matrix (np.ndarray): ``(2, 3)``, from source to view, both counted from the centres of
            pixels.
        out (tuple[int, int]): Width and height of the view.
        jitter (tuple[float, float, float], optional): Factors of brightness, contrast and
            saturation. None where colours stay.
        box (tuple[int, int, int, int], optional): Left, top, width and height of what is erased.
    """

    matrix: np.ndarray
    out: Tuple[int, int]
    jitter: Optional[Tuple[float, float, float]] = None
    box: Optional[Tuple[int, int, int, int]] = None
