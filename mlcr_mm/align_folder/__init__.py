"""Aligning all faces below a folder."""
from .crop_log import CropLog, CropOrigin
from .face_files import FaceFile, FoundFiles, find_face_files
from .record_log import CropScore, Problem, RecordLog
from .run import AlignSummary, align_folder
from .source import landmark_source_factory
from .worker import Aligner, Outcome

__all__ = [
    'AlignSummary', 'Aligner', 'CropLog', 'CropOrigin', 'CropScore', 'FaceFile', 'FoundFiles',
    'Outcome', 'Problem', 'RecordLog', 'align_folder',
    'find_face_files', 'landmark_source_factory'
]
