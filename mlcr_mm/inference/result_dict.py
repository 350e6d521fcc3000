"""A result as Python users get it."""
from typing import Any, Dict, Sequence

import torch
from mmpretrain.structures import DataSample

from .frame import FaceRow


def result_dict(row: FaceRow, classes: Sequence[str], notice: str = '') -> Dict[str, Any]:
    """A row in plain Python, fit for JSON.

    Args:
        row (FaceRow): A face, or a frame without one.
        classes (Sequence[str]): Names of the C labels.
        notice (str): What users must know of the model. Defaults to ''.

    Returns:
        dict: ``input``, ``frame`` (from 0), ``timestamp`` (seconds, None for images), ``face_id``,
        ``success``, ``confidence``, ``box`` (left, top, width, height in pixels), ``labels``,
        ``probabilities``, ``decisions``, ``disagreement`` (each a list of C values, or None where
        there is none), ``error``, ``notice`` (None where there is none).
    """
    face = row.face
    return dict(
        input=row.frame.input,
        frame=row.frame.number,
        timestamp=row.frame.timestamp,
        face_id=face and face.face_id,
        success=row.success,
        confidence=face and face.confidence,
        box=list(face.box) if face and face.box else None,
        labels=list(classes),
        probabilities=None if row.probabilities is None else row.probabilities.tolist(),
        decisions=None if row.decisions is None else row.decisions.tolist(),
        disagreement=None if row.disagreement is None else row.disagreement.tolist(),
        error=row.problem or None,
        notice=notice or None)


def result_sample(row: FaceRow, classes: Sequence[str], notice: str = '') -> DataSample:
    """A row as the toolbox's data sample.

    Args:
        row (FaceRow): A face, or a frame without one.
        classes (Sequence[str]): Names of the C labels.
        notice (str): What users must know of the model. Defaults to ''.

    Returns:
        DataSample: ``pred_score (C,)``, ``disagreement (C,)`` (where there are any), and the rest
        of :func:`result_dict` as meta information.
    """
    values = result_dict(row, classes, notice)
    scores = {name: values.pop(name) for name in ('probabilities', 'disagreement')}
    sample = DataSample(metainfo=values)
    if scores['probabilities'] is not None:
        sample.set_pred_score(torch.tensor(scores['probabilities']))
    if scores['disagreement'] is not None:
        sample.set_field(torch.tensor(scores['disagreement']), 'disagreement')
    return sample
