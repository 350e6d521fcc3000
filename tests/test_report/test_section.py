import base64
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from mlcr_mm.report.section import percent, picture


@pytest.mark.parametrize('is_photo', [False, True])
def test_the_picture_is_in_the_address_and_the_same_every_time(is_photo):
    figure = Figure((1, 1))
    figure.subplots().plot([0, 1])
    found = picture(figure, 'a line', is_photo)
    head, content = found.uri.split(',')
    content = base64.b64decode(content)
    if is_photo:
        assert head == 'data:image/png;base64' and content.startswith(b'\x89PNG')
    else:
        assert head == 'data:image/svg+xml;base64'
        assert ElementTree.fromstring(content).tag.endswith('svg')
    assert picture(figure, 'a line', is_photo) == found and found.alt == 'a line'


def test_numbers_of_tables():
    assert percent(12.34) == '12.3' and percent(float('nan')) == '–'
