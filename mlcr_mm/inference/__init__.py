"""From images and videos to a table of labels."""
from .batches import FaceBatch, FacePreparer, FramedFaces
from .face_source import CropSource, DetectedSource, TableSource
from .face_table import FaceTable
from .frame import FaceRow, FoundFace, Frame, FrameResult
from .frames import read_frames
from .inputs import Input, find_inputs
from .openface_format import OpenFaceTable
from .prediction import LabelScores, predict_crops
from .prefetch import prefetch
from .tracker import FaceTracker

__all__ = [
    'CropSource', 'DetectedSource', 'FaceBatch', 'FacePreparer', 'FaceRow', 'FaceTable',
    'FaceTracker', 'FoundFace', 'Frame', 'FrameResult', 'FramedFaces', 'Input', 'LabelScores',
    'OpenFaceTable', 'TableSource', 'find_inputs', 'predict_crops', 'prefetch', 'read_frames'
]
