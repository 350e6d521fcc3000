"""A file backend of mmengine that writes a file completely or not at all."""
from pathlib import Path
from typing import Union

from mmengine.fileio import LocalBackend, register_backend

from .atomic import write_bytes


@register_backend('atomic')
class AtomicBackend(LocalBackend):
    """Local files, each written beside and renamed: ``backend_args=dict(backend='atomic')``."""

    def put(self, obj: bytes, filepath: Union[str, Path]) -> None:
        """Write bytes completely or not at all; see :func:`mlcr_mm.files.replacing`.

        Args:
            obj (bytes): The content.
            filepath (str | Path): The file.

        Raises:
            OSError: If it cannot be written; what was there stays.
        """
        write_bytes(filepath, obj)
