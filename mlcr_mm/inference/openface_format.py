"""The table as OpenFace 2.2 writes it, for scripts that read its files."""
from typing import List

from .face_table import FaceTable
from .frame import FaceRow

_COLUMNS = ('frame', 'face_id', 'timestamp', 'confidence', 'success')


class OpenFaceTable(FaceTable):
    """OpenFace's columns, in its order and units, as far as this model has them.

    ``frame`` counts from 1, ``timestamp`` is in seconds with three digits, ``confidence`` in [0, 1]
    with two, ``AUxx_c`` is 0 or 1. A model of presence has no intensities ``AUxx_r``. Unlike
    OpenFace, cells without a face are empty and no blank follows the comma; ``input`` and ``error``
    come last.
    """

    @property
    def columns(self) -> List[str]:
        """list[str]: Names of the columns, in order."""
        return [*_COLUMNS, *(f'{name}_c' for name in self.labels), 'input', 'error']

    def texts(self, row: FaceRow) -> List[str]:
        """A row as it is written."""
        values = FaceTable(()).values(row)
        decisions = row.decisions if row.success else [None] * len(self.labels)
        return [
            str(values['frame'] + 1),
            _number(values['face_id']),
            _number(values['timestamp'], '.3f'),
            _number(values['confidence'], '.2f'),
            str(values['success']),
            *('' if present is None else str(int(present)) for present in decisions),
            values['input'],
            values['error'] or '',
        ]


def _number(value: float, form: str = '') -> str:
    return '' if value is None else format(value, form)
