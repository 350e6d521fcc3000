"""From a raw image and five landmarks to the aligned crop that the networks see.

Training data, test data and images at inference go through the same code and the same template.
"""
from .antialias import antialias
from .crop import align_face
from .face_region import face_region
from .landmark_check import AlignmentError, check_landmarks
from .landmark_file import read_landmarks
from .landmark_source import DetectedLandmarks, FaceLandmarks, TableLandmarks
from .landmark_table import LandmarkTable
from .plausibility import AlignmentFit, find_implausible, measure_fit
from .record import (
    alignment_record,
    check_alignment,
    read_alignment,
    write_alignment,
)
from .similarity import fit_similarity
from .template import DEFAULT_SIZE, POINT_NAMES, TEMPLATE_NAME, template_points

__all__ = [
    'DEFAULT_SIZE', 'POINT_NAMES', 'TEMPLATE_NAME', 'AlignmentError', 'AlignmentFit',
    'DetectedLandmarks', 'FaceLandmarks', 'LandmarkTable', 'TableLandmarks', 'align_face',
    'alignment_record', 'antialias', 'check_alignment', 'check_landmarks', 'face_region',
    'find_implausible', 'fit_similarity', 'measure_fit', 'read_alignment', 'read_landmarks',
    'template_points', 'write_alignment'
]
