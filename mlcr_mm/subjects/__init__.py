"""Who is on an image: images of one person found by face recognition."""
from .face_descriptor import describe_face, describe_faces
from .grouping import MAX_IMAGES, choose_groups, group_subjects
from .search import WEAK_AGREEMENT, WEAK_SILHOUETTE, FoundSubjects, find_subjects
from .whitening import within_subject_whitening

__all__ = [
    'MAX_IMAGES', 'WEAK_AGREEMENT', 'WEAK_SILHOUETTE', 'FoundSubjects', 'choose_groups',
    'describe_face', 'describe_faces', 'find_subjects', 'group_subjects',
    'within_subject_whitening'
]
