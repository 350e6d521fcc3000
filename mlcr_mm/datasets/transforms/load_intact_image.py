"""Loading an image as a transform, or saying why that cannot be done."""
from typing import Optional

from mmcv.transforms import BaseTransform, LoadImageFromFile

from ..image_cache import Decoding
from ..image_loading import load_image, ours, put_image


class LoadIntactImage(BaseTransform):
    """A ``LoadImageFromFile`` that refuses what is cut short, and names the file.

    ``FaceDataset`` puts it in the place of the first transform of its pipeline. Where a JPEG is
    decoded at a lower size, ``img_shape`` and ``ori_shape`` are those of the decoded image. It is
    taken out of the ``image_cache`` of the sample, if there is one of images decoded likewise.

    Args:
        loader (LoadImageFromFile): As the config describes it.
        least_side (int, optional): The shorter side that a JPEG must keep when it is decoded, in
            pixels. Defaults to None: all of it.
    """

    def __init__(self, loader: LoadImageFromFile, least_side: Optional[int] = None) -> None:
        self.loader = loader
        self.least_side = least_side

    @property
    def decoding(self) -> Optional[Decoding]:
        """Decoding, optional: None where files are not local, or the loader decodes by itself."""
        if getattr(self.loader, 'backend_args', None) is not None:
            return None
        return ours(self.loader, self.least_side)

    def transform(self, results: dict) -> dict:
        """Load the image under ``img_path``, or take it out of ``image_cache``.

        Raises:
            BrokenImageError: Naming the file.
        """
        cache = results.pop('image_cache', None)
        if cache is not None and cache.decoding == self.decoding:
            image = cache[results['sample_idx']]
            if image is not None:
                return put_image(self.loader, results, image)
        return load_image(self.loader, results, self.least_side)

    def __repr__(self) -> str:
        return repr(self.loader)
