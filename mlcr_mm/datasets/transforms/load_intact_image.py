"""Loading an image as a transform, or saying why that cannot be done."""
from typing import Optional

from mmcv.transforms import BaseTransform, LoadImageFromFile

from ..image_loading import load_image


class LoadIntactImage(BaseTransform):
    """A ``LoadImageFromFile`` that refuses what is cut short, and names the file.

    ``FaceDataset`` puts it in the place of the first transform of its pipeline. Where a JPEG is
    decoded at a lower size, ``img_shape`` and ``ori_shape`` are those of the decoded image.

    Args:
        loader (LoadImageFromFile): As the config describes it.
        least_side (int, optional): The shorter side that a JPEG must keep when it is decoded, in
            pixels. Defaults to None: all of it.
    """

    def __init__(self, loader: LoadImageFromFile, least_side: Optional[int] = None) -> None:
        self.loader = loader
        self.least_side = least_side

    def transform(self, results: dict) -> dict:
        """Load the image under ``img_path``.

        Raises:
            BrokenImageError: Naming the file.
        """
        return load_image(self.loader, results, self.least_side)

    def __repr__(self) -> str:
        return repr(self.loader)
