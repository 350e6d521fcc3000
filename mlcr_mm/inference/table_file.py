"""The file of the table: streamed, whole rows only."""
import csv
import json
from typing import Iterable, Sequence, TextIO

from .face_table import FaceTable
from .frame import FaceRow
from .result_dict import result_dict


class CsvTable:
    """Comma-separated rows, UTF-8, quoted where needed.

    Args:
        table (FaceTable): Columns and values.
    """

    def __init__(self, table: FaceTable) -> None:
        self.table = table

    def begin(self, file: TextIO) -> None:
        """Write the header."""
        self._writer(file).writerow(self.table.columns)

    def add(self, file: TextIO, rows: Iterable[FaceRow]) -> None:
        """Write rows, and hand them to the system at once."""
        self._writer(file).writerows(map(self.table.texts, rows))
        file.flush()

    def _writer(self, file: TextIO) -> 'csv._writer':
        return csv.writer(file, lineterminator='\n')


class JsonTable:
    """JSON Lines: one object per row, see :func:`mlcr_mm.inference.result_dict.result_dict`.

    Args:
        classes (Sequence[str]): Names of the C labels.
        notice (str): What users must know of the model. Defaults to ''.
    """

    def __init__(self, classes: Sequence[str], notice: str = '') -> None:
        self.classes = classes
        self.notice = notice

    def begin(self, file: TextIO) -> None:
        """JSON Lines have no header."""

    def add(self, file: TextIO, rows: Iterable[FaceRow]) -> None:
        """Write rows, and hand them to the system at once."""
        for row in rows:
            values = result_dict(row, self.classes, self.notice)
            file.write(json.dumps(values, ensure_ascii=False) + '\n')
        file.flush()
