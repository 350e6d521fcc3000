"""Making a figure and writing it to a file."""
import io
import os.path as osp
from typing import Tuple

# Without pyplot: no window system is asked for, and nothing stays open.
from matplotlib.figure import Figure

from mlcr_mm.files import write_bytes

SUFFIXES = ('.png', '.pdf', '.svg')


def new_figure(size: Tuple[float, float]) -> Figure:
    """An empty figure whose parts make room for each other.

    Args:
        size (tuple[float, float]): Width and height, inches.
    """
    return Figure(figsize=size, layout='constrained')


def check_figure_path(path: str) -> None:
    """Refuse a file name before any work is done for it.

    Raises:
        ValueError: If its suffix is no format that figures are written in.
    """
    if osp.splitext(path)[1].lower() not in SUFFIXES:
        raise ValueError(f'{path} must end in one of {SUFFIXES}')


def save_figure(figure: Figure, path: str, dpi: int = 150) -> None:
    """Write a figure whole or not at all, in exactly its size.

    Args:
        figure (Figure): Of :func:`new_figure`.
        path (str): ``.png``, ``.pdf`` or ``.svg``. Its folder is made if need be.
        dpi (int): Pixels per inch. Defaults to 150.

    Raises:
        OSError: If the file cannot be written.
        ValueError: If the suffix is no format.
    """
    check_figure_path(path)
    content = io.BytesIO()
    figure.savefig(content, format=osp.splitext(path)[1][1:].lower(), dpi=dpi)
    write_bytes(path, content.getvalue())
