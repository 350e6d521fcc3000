"""Drawn faces whose AUs are known: NumPy and OpenCV only, nothing to download."""
from .expression import AU_NAMES, AUS, VISIBLE, labels_from_intensities, sample_intensities
from .movement import Movement, sample_movement, symmetric
from .portrait import draw_face
from .scene import Scene, sample_scene, studio_scene
from .subject import Subject, sample_subject

__all__ = [
    'AUS', 'AU_NAMES', 'Movement', 'Scene', 'Subject', 'VISIBLE', 'draw_face',
    'labels_from_intensities', 'sample_intensities', 'sample_movement', 'sample_scene',
    'sample_subject', 'studio_scene', 'symmetric'
]
