"""The columns of the table and how their values are written."""
import re
from collections import Counter
from typing import Any, Dict, List, Sequence

import numpy as np

from .frame import FaceRow

COLUMNS = ('input', 'frame', 'timestamp', 'face_id', 'success', 'confidence', 'x', 'y', 'width',
           'height')
ERROR = 'error'
_AU = re.compile(r'AU(\d+)')


def label_columns(classes: Sequence[str]) -> List[str]:
    """Names of the labels as the tools of the field write them.

    Args:
        classes (Sequence[str]): As the model calls them.

    Returns:
        list[str]: AUs with two digits, ``AU01``; others by their own names, with ``label_`` before
        them where a column of the table has the name.
    """
    names = []
    for name in classes:
        unit = _AU.fullmatch(name)
        name = f'AU{int(unit.group(1)):02d}' if unit else name
        names.append(f'label_{name}' if name in (*COLUMNS, ERROR) else name)
    return names


class FaceTable:
    """The table of one model.

    Args:
        classes (Sequence[str]): Names of the C labels.

    Raises:
        ValueError: If two columns would have one name.
    """

    def __init__(self, classes: Sequence[str]) -> None:
        self.labels = label_columns(classes)
        twice = [name for name, count in Counter(self.columns).items() if count > 1]
        if twice:
            raise ValueError(f'the labels {list(classes)} make two columns {twice[0]!r} of a table '
                             '(_c is the decision, _u the disagreement; AU1 is written as AU01); '
                             'name one of them otherwise')

    @property
    def columns(self) -> List[str]:
        """list[str]: Names of the columns, in order."""
        values = [name + suffix for name in self.labels for suffix in ('', '_c', '_u')]
        return [*COLUMNS, *values, ERROR]

    def values(self, row: FaceRow) -> Dict[str, Any]:
        """A row as numbers.

        Args:
            row (FaceRow): A face, or a frame without one.

        Returns:
            dict: Column to value; None where there is nothing to say. Probabilities are those of
            the model, float32, so that they fit their decisions.
        """
        frame, face = row.frame, row.face
        values: Dict[str, Any] = dict.fromkeys(self.columns)
        values.update(input=frame.input, frame=frame.number, success=int(row.success),
                      error=row.problem or None)
        if frame.timestamp is not None:
            values['timestamp'] = round(frame.timestamp, 6)
        if face is not None:
            values.update(face_id=face.face_id)
            if face.confidence is not None:
                values['confidence'] = round(face.confidence, 4)
            if face.box is not None:
                values.update(zip(('x', 'y', 'width', 'height'), map(float, face.box)))
        if row.success:
            for index, name in enumerate(self.labels):
                values[name] = row.probabilities[index]
                values[f'{name}_c'] = int(row.decisions[index])
                if row.disagreement is not None:
                    values[f'{name}_u'] = row.disagreement[index]
        return values

    def texts(self, row: FaceRow) -> List[str]:
        """A row as it is written: point as decimal mark, empty where there is nothing to say."""
        return [_text(value) for value in self.values(row).values()]


def _text(value: Any) -> str:
    if value is None:
        return ''
    if isinstance(value, (float, np.floating)):
        # The shortest text that gives the same number back: 0.49999997 is not written as 0.5.
        return np.format_float_positional(value, trim='-')
    return str(value)
