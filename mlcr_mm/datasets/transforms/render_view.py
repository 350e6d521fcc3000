"""Making a view on the CPU."""
import cv2
import numpy as np

from mlcr_mm.augmentation import ERASED, ViewParameters

from .affine_color import color_matrix
from .warp_source import WarpSource


def render_view(source: WarpSource, view: ViewParameters, noise: bool = False) -> np.ndarray:
    """Warp, recolour and erase; :func:`mlcr_mm.augmentation.make_views` is the same for a batch.

    Args:
        source (WarpSource): What the view is sampled from.
        view (ViewParameters): What was drawn.
        noise (bool): Whether what is erased is filled with noise instead of grey. Defaults to
            False.

    Returns:
        np.ndarray: uint8 ``(H, W, 3)``; each channel is one piece of memory, as in the tensor that
        ``PackInputs`` makes of it, so that this one copies nothing.
    """
    image = source.warp(view.matrix, view.out)
    if view.jitter:
        image = cv2.transform(image, color_matrix(image, *view.jitter))
    if view.box:
        left, top, width, height = view.box
        image[top:top + height, left:left + width] = (
            np.random.randint(0, 256, (height, width, 3)) if noise else ERASED)
    # A third of what the copy takes that PackInputs would make.
    return np.ascontiguousarray(image.transpose(2, 0, 1)).transpose(1, 2, 0)
