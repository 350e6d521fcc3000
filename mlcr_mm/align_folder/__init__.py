"""Aligning all faces below a folder."""
from .crop_log import CropLog, CropOrigin
from .face_files import FaceFile, FoundFiles, find_face_files
from .problem_log import Problem, ProblemLog
from .run import AlignSummary, align_folder
from .source import landmark_source_factory
from .worker import Aligner, Outcome

__all__ = [
    'AlignSummary', 'Aligner', 'CropLog', 'CropOrigin', 'FaceFile', 'FoundFiles', 'Outcome',
    'Problem', 'ProblemLog', 'align_folder',
    'find_face_files', 'landmark_source_factory'
]
