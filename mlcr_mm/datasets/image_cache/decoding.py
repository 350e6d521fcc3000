"""How a loader decodes, where that is ours."""
from typing import NamedTuple, Optional

import numpy as np

from mlcr_mm.files import decode_image, read_file


class Decoding(NamedTuple):
    """What the decoded pixels depend on beside the file.

    Attributes:
        oriented (bool): Whether the EXIF orientation is applied.
        least_side (int, optional): See :func:`mlcr_mm.files.decode`.
    """

    oriented: bool = True
    least_side: Optional[int] = None

    def decode(self, data: bytes, path: str) -> np.ndarray:
        """Decode the content of a file; BGR, uint8 ``(H, W, 3)``.

        Raises:
            BrokenImageError: Naming the file.
        """
        return decode_image(data, path, self.oriented, self.least_side)

    def load(self, path: str) -> np.ndarray:
        """Likewise, from a local file."""
        return self.decode(read_file(path), path)
