"""Aligning all faces below a folder."""
from .face_files import FaceFile, find_face_files
from .record_log import CropScore, Problem, RecordLog
from .run import AlignSummary, align_folder
from .source import landmark_source_factory
from .worker import Aligner, Outcome

__all__ = [
    'AlignSummary', 'Aligner', 'CropScore', 'FaceFile', 'Outcome', 'Problem', 'RecordLog',
    'align_folder',
    'find_face_files', 'landmark_source_factory'
]
