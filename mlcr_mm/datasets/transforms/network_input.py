"""What a pipeline makes of an image: the side that the networks get, and what it takes for that."""
from typing import Any, Iterator, NamedTuple

from .align_face import AlignFace
from .one_warp_augment import OneWarpAugment

_CROPS = ('CenterCrop', 'RandomCrop')  # the others resize


class NetworkInput(NamedTuple):
    """How large the images have to be.

    Attributes:
        side (int): Of what the networks get, pixels; 0 where the pipeline does not say it.
        crop (int): Of a crop that is cut from the image as it is; 0 where it is resized before.
        takes_aligned (bool): Whether the pipeline treats images as aligned faces: it cuts out a
            fixed place, or brings them to a square, without an ``AlignFace`` before it.
    """

    side: int = 0
    crop: int = 0
    takes_aligned: bool = False


def pipeline_steps(transforms: Any) -> Iterator[Any]:
    """The transforms of a pipeline and of the pipelines within it (MultiView), in order."""
    for step in transforms:
        yield step
        yield from pipeline_steps(getattr(step, 'transforms', ()))


def network_input(transforms: Any) -> NetworkInput:
    """Read it off the transforms of a pipeline.

    Args:
        transforms (Sequence): As they were built.

    Returns:
        NetworkInput: By the first step that crops; of steps it does not know it says nothing.
    """
    for step in pipeline_steps(transforms):
        name = type(step).__name__
        if isinstance(step, AlignFace):
            return NetworkInput()
        if isinstance(step, OneWarpAugment):
            square = not step.crop_area and not step.keep_ratio
            return NetworkInput(step.size or 0, 0 if step.least_side else step.size or 0, square)
        if name in _CROPS:
            size = step.crop_size if hasattr(step, 'crop_size') else 0
            side = max(size) if isinstance(size, (tuple, list)) else size
            return NetworkInput(side, side, True)
        if 'Resize' in name or name.startswith('EfficientNet'):
            return NetworkInput()
    return NetworkInput()
