"""From images and videos to a table of labels."""
from .batches import FaceBatch, FacePreparer, FramedFaces
from .crop_features import crop_features
from .crop_source import CropSource
from .detected_source import DetectedSource
from .face_source import make_source
from .face_table import FaceTable
from .frame import FaceRow, FoundFace, Frame, FrameResult
from .frames import read_frames
from .inputs import Input, find_inputs
from .openface_format import OpenFaceTable
from .own_outputs import refuse_own_outputs
from .prediction import LabelScores, predict_crops
from .prefetch import prefetch
from .table_source import TableSource
from .tracker import FaceTracker

__all__ = [
    'CropSource', 'DetectedSource', 'FaceBatch', 'FacePreparer', 'FaceRow', 'FaceTable',
    'FaceTracker', 'FoundFace', 'Frame', 'FrameResult', 'FramedFaces', 'Input', 'LabelScores',
    'OpenFaceTable', 'TableSource', 'crop_features', 'find_inputs', 'make_source',
    'predict_crops', 'prefetch', 'read_frames', 'refuse_own_outputs'
]
