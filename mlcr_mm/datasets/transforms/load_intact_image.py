"""Loading an image as a transform, or saying why that cannot be done."""
from mmcv.transforms import BaseTransform, LoadImageFromFile
from mmengine.dataset import Compose

from ..image_loading import load_image


class LoadIntactImage(BaseTransform):
    """A ``LoadImageFromFile`` that refuses what is cut short, and names the file.

    ``FaceDataset`` puts it in the place of the first transform of its pipeline.

    Args:
        loader (LoadImageFromFile): As the config describes it.
    """

    def __init__(self, loader: LoadImageFromFile) -> None:
        self.loader = loader

    def transform(self, results: dict) -> dict:
        """Load the image under ``img_path``.

        Raises:
            BrokenImageError: Naming the file.
        """
        return load_image(self.loader, results)

    def __repr__(self) -> str:
        return repr(self.loader)


def load_intact_images(pipeline: Compose) -> Compose:
    """Let a pipeline that begins with ``LoadImageFromFile`` begin with :class:`LoadIntactImage`.

    Args:
        pipeline (Compose): Changed in place.

    Returns:
        Compose: The same object.
    """
    if pipeline.transforms and isinstance(pipeline.transforms[0], LoadImageFromFile):
        pipeline.transforms[0] = LoadIntactImage(pipeline.transforms[0])
    return pipeline
