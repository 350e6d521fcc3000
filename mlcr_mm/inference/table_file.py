"""The file of the table: streamed, whole rows only."""
import json
from typing import Any, Dict, Iterable, Sequence, TextIO

from mlcr_mm.files.text_table import table_writer

from .face_table import FaceTable
from .frame import FaceRow
from .result_dict import result_dict

#: How a table is opened, so that file names which are not UTF-8 keep their bytes.
ANY_NAME = 'surrogateescape'


class CsvTable:
    """Comma-separated rows, UTF-8, quoted where needed; the file is open with
    ``errors=ANY_NAME``.

    Args:
        table (FaceTable): Columns and values.
    """

    def __init__(self, table: FaceTable) -> None:
        self.table = table

    def begin(self, file: TextIO) -> None:
        """Write the header."""
        table_writer(file).writerow(self.table.columns)

    def add(self, file: TextIO, rows: Iterable[FaceRow]) -> None:
        """Write rows, and hand them to the system at once."""
        table_writer(file).writerows(map(self.table.texts, rows))
        file.flush()


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
            file.write(_json(values) + '\n')
        file.flush()


def _json(values: Dict[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8
        text = json.dumps(values)
    return text
