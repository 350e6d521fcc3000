"""The note beside the crops that says how they were aligned."""
import json
from pathlib import Path
from typing import Any, Dict, Optional

from mlcr_mm.files import write_text

from .template import DEFAULT_SIZE, TEMPLATE_NAME, template_points

FILE_NAME = 'alignment.json'
_MUST_AGREE = ('template', 'size', 'points', 'interpolation')


def alignment_record(size: int = DEFAULT_SIZE, landmarks: str = '') -> Dict[str, Any]:
    """Describe the alignment that :func:`mlcr_mm.alignment.align_face` does.

    Args:
        size (int): Side of the crops in pixels. Defaults to 240.
        landmarks (str): Where the landmarks come from. Defaults to ''.

    Returns:
        dict: ``template``, ``size``, ``points`` (5 x 2, pixels of the crop), ``interpolation``,
        ``landmarks``.
    """
    points = [[round(float(value), 4) for value in point] for point in template_points(size)]
    return dict(template=TEMPLATE_NAME, size=size, points=points, interpolation='bicubic',
                landmarks=landmarks)


def write_alignment(folder: str, record: Dict[str, Any]) -> None:
    """Write ``alignment.json`` into the folder of the crops, whole or not at all."""
    write_text(Path(folder, FILE_NAME), json.dumps(record, indent=1) + '\n')


def read_alignment(folder: str) -> Optional[Dict[str, Any]]:
    """Read the note of a folder of crops.

    Args:
        folder (str): The folder of the crops, or one below it.

    Returns:
        dict | None: The record; None if neither the folder nor one above it has one.

    Raises:
        ValueError: If the file is no JSON object.
    """
    start = Path(folder).absolute()
    for parent in (start, *start.parents):
        path = parent / FILE_NAME
        if path.is_file():
            try:
                record = json.loads(path.read_text(encoding='utf-8'))
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                raise ValueError(f'{path} is no JSON object; delete it and run '
                                 'tools/align_faces.py again')
            return record
    return None


def check_alignment(record: Dict[str, Any], expected: Dict[str, Any], where: str) -> None:
    """Refuse crops that were aligned in another way.

    Args:
        record (dict): Of the crops at hand.
        expected (dict): Of the crops that they are to be used with.
        where (str): What to name in the error, e.g. the folder.

    Raises:
        ValueError: Naming what differs.
    """
    differences = [
        f'{key} {record.get(key)} instead of {expected.get(key)}' for key in _MUST_AGREE
        if record.get(key) != expected.get(key)
    ]
    if differences:
        raise ValueError(f'{where} is aligned otherwise: {"; ".join(differences)}. Align all '
                         'images in the same way (tools/align_faces.py)')
