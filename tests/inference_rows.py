"""Rows of a table, made up."""
import numpy as np

from mlcr_mm.inference import FaceRow, FoundFace, Frame

CLASSES = ('AU1', 'AU12', 'smile, wide')


def face_row(probabilities=(0.25, 0.75, 0.5), disagreement=(0.5, 0.125, 0.), frame=None, **face):
    """A face with values."""
    face = dict(dict(box=(1.5, 2., 30., 40.25), points=np.zeros((5, 2)), confidence=.875,
                     face_id=0), **face)
    disagreement = None if disagreement is None else np.float32(disagreement)
    return FaceRow(frame or Frame('a.jpg'), FoundFace(**face), np.float32(probabilities),
                   disagreement)
