"""What the tests of tools/infer.py share."""
import cv2
from photographs import photograph
from toy import ROOT

TOOL = ROOT / 'tools' / 'infer.py'
LABELS = ['AU01', 'AU02', 'AU04']


def small_face(name='grace_hopper', height=200):
    image = photograph(name)
    image = image[60:420, 100:440] if name == 'grace_hopper' else image[0:230, 110:330]
    return cv2.resize(image, (height, height), interpolation=cv2.INTER_AREA)
