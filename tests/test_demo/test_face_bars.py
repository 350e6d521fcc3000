import re

import numpy as np

from mlcr_mm.demo.face_bars import face_bars
from mlcr_mm.inference import FaceRow, FoundFace, Frame

ROW = FaceRow(Frame('<i>.mp4', 3, 1.5), FoundFace(face_id=2), np.array([.25, .8], np.float32),
              np.array([.1, .3], np.float32))


def test_widths_numbers_and_names_as_text():
    html = face_bars([ROW], ['AU1', '<b>'])
    assert re.findall(r'width:([\d.]+)%', html) == ['25.0', '80.0']
    assert re.findall(r'background:(#\w+)', html) == ['#a0a0a0', '#28a050']
    assert '1. face 2 in &lt;i&gt;.mp4, 1.50 s' in html and '<i>' not in html
    assert '<b>&lt;b&gt;</b>' in html and '>AU01<' in html and '± 0.05' in html


def test_one_network_has_no_disagreement():
    html = face_bars([ROW._replace(disagreement=None)] * 2, ['AU1', 'AU2'])
    assert html.count('<table') == 2 and '±' not in html
