from mlcr_mm.files import printable


def test_one_line_of_printable_text():
    assert printable('Straße [left] ü.jpg') == 'Straße [left] ü.jpg'
    assert printable('a\nb\t\x1b[1m\udcff\u2028') == r'a\nb\t\x1b[1m\udcff\u2028'
