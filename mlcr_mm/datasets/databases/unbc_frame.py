"""The annotation file of one frame of UNBC-McMaster."""
from typing import Dict

from mlcr_mm.datasets.records.annotation_table import parse_number
from mlcr_mm.files.text_table import read_lines


def read_intensities(path: str) -> Dict[str, float]:
    """Read the file of one frame.

    Args:
        path (str): A line per active AU: number, intensity, and two columns that are not used.

    Returns:
        dict[str, float]: Active AU to intensity, e.g. ``{'AU6': 3.}``; empty for an empty file.

    Raises:
        ValueError: If a line cannot be read.
    """
    intensities: Dict[str, float] = {}
    for line, text in enumerate(read_lines(path), 1):
        fields = text.split()
        if not fields:
            continue
        if len(fields) < 2:
            raise ValueError(f'{path}, line {line}: {text!r} has no intensity; expected AU and '
                             'intensity, separated by blanks')
        name = f"AU{parse_number(path, line, fields[0], 'the AU')}"
        intensity = parse_number(path, line, fields[1], 'the intensity', float, -1e9)
        intensities[name] = max(intensity, intensities.get(name, intensity))
    return intensities
