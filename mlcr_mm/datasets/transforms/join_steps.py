"""Letting the steps of a pipeline know of each other."""
from copy import copy
from typing import Any, Optional

from mmcv.transforms import LoadImageFromFile
from mmengine.dataset import Compose

from .align_face import AlignFace
from .load_intact_image import LoadIntactImage
from .one_warp_augment import OneWarpAugment


def join_steps(pipeline: Compose) -> Compose:
    """Join the first steps of a pipeline where that saves damage or time.

    A first ``LoadImageFromFile`` becomes a :class:`LoadIntactImage`, which decodes a JPEG at a
    half, a quarter or an eighth where the ``OneWarpAugment`` that comes next shrinks it at least as
    far. An ``AlignFace`` directly before a ``OneWarpAugment`` leaves the warp to that.

    Args:
        pipeline (Compose): Changed in place.

    Returns:
        Compose: The same object.
    """
    steps = pipeline.transforms
    # New objects: another pipeline may hold the old ones.
    if steps and isinstance(steps[0], (LoadImageFromFile, LoadIntactImage)):
        loader = getattr(steps[0], 'loader', steps[0])
        steps[0] = LoadIntactImage(loader, least_side(steps[1]) if len(steps) > 1 else None)
    for place, step in enumerate(steps[:-1]):
        if isinstance(step, AlignFace):
            following = steps[place + 1]
            steps[place] = copy(step)
            steps[place].leaves_warp = (isinstance(following, OneWarpAugment) and
                                        not following.crop_area and
                                        not following.device_source)
    return pipeline


def least_side(step: Any) -> Optional[int]:
    """The shorter side that an image must keep for a step that comes behind its loading.

    Args:
        step (Any): A transform.

    Returns:
        int | None: Pixels; None if the image must stay as it is.
    """
    branches = getattr(step, 'pipelines', None)
    if branches is None:  # else a MultiView
        return getattr(step, 'least_side', None)
    sides = [least_side(branch.transforms[0]) if branch.transforms else None
             for branch in branches]
    return None if None in sides else max(sides, default=None)
