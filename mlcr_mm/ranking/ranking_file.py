"""The list of the faces to label."""
import io
from typing import Sequence

import numpy as np

from mlcr_mm.files import write_text
from mlcr_mm.files.text_table import table_writer
from mlcr_mm.inference.face_table import COLUMNS, FaceTable

from .candidates import Candidates
from .face_choice import Choice

_OF_ROW = tuple(name for name in COLUMNS if name != 'success')
_RANK, _SCORES = 'rank', ('disagreement', 'entropy', 'distance')


def write_ranking(path: str, candidates: Candidates, choices: Sequence[Choice],
                  classes: Sequence[str]) -> None:
    """Write a CSV file with one row per chosen face, whole or not at all.

    Args:
        path (str): The file. Columns: ``rank`` (from 1), where the face is as in the table of
            ``tools/infer.py``, ``disagreement``, ``entropy``, ``distance``, and the probability of
            each label.
        candidates (Candidates): All faces.
        choices (Sequence[Choice]): The chosen ones, in order.
        classes (Sequence[str]): Names of the C labels.

    Raises:
        OSError: If the file cannot be written.
    """
    table = FaceTable(classes)
    disagreement, entropy = candidates.disagreement, candidates.entropy
    output = io.StringIO()
    writer = table_writer(output)
    names = [f'label_{name}' if name in (_RANK, *_SCORES) else name for name in table.labels]
    writer.writerow([_RANK, *_OF_ROW, *_SCORES, *names])
    for rank, choice in enumerate(choices, 1):
        texts = dict(zip(table.columns, table.texts(candidates.rows[choice.index])))
        scores = (None if disagreement is None else disagreement[choice.index],
                  entropy[choice.index], choice.distance)
        writer.writerow([rank, *(texts[name] for name in _OF_ROW), *map(_text, scores),
                         *(texts[name] for name in table.labels)])
    write_text(path, output.getvalue())


def _text(score: float) -> str:
    return '' if score is None or np.isnan(score) else f'{score:.6f}'
