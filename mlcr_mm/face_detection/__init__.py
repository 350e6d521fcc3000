"""Finding faces: detectors behind one interface, image in, boxes, five points and scores out."""
from .center_face import CenterFace
from .choice import DETECTORS, make_detector
from .faces import Detector, Faces
from .yunet import YuNet

__all__ = ['DETECTORS', 'CenterFace', 'Detector', 'Faces', 'YuNet', 'make_detector']
