import cv2
import numpy as np

from mlcr_mm.inference import FoundFace, Frame
from mlcr_mm.ranking import Choice, draw_contact_sheet
from mlcr_mm.ranking.contact_sheet import _TEXT, _TILE

COLORS = {3: (255, 0, 0), 5: (0, 255, 0)}


def test_each_tile_shows_its_face(candidates, tmp_path):
    image = np.zeros((60, 60, 3), np.uint8)
    image[10:40, 20:50] = COLORS[5]
    candidates.rows[5] = candidates.rows[5]._replace(face=FoundFace((20., 10., 30., 30.)))
    frames = [Frame('03.png', image=np.full((8, 8, 3), COLORS[3], np.uint8)),
              Frame('05.png', image=image), Frame('29.png', image=image), Frame('x', error='y')]
    choices = [Choice(index, np.nan) for index in (5, 3, *range(8, 17))]
    path = str(tmp_path / 'sheet.png')
    draw_contact_sheet(path, candidates, choices, frames)
    sheet = cv2.imread(path)
    assert sheet.shape == (2 * (_TILE + _TEXT), 10 * _TILE, 3)
    middle = _TILE // 2
    assert tuple(sheet[middle, middle]) == COLORS[5]
    assert tuple(sheet[middle, _TILE + middle]) == COLORS[3]
    assert (sheet[middle, 2 * _TILE + middle] == 255).all()  # no frame came
    assert sheet[_TILE:_TILE + _TEXT, :_TILE].min() < 100  # its rank is written
    draw_contact_sheet(path, candidates, choices, frames, limit=2)
    assert cv2.imread(path).shape == (_TILE + _TEXT, 2 * _TILE, 3)
