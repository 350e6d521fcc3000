import cv2
import pytest

from mlcr_mm.visualization.figure_file import check_figure_path, new_figure, save_figure


def test_size_is_the_size_asked_for(tmp_path):
    figure = new_figure((4, 2.5))
    figure.subplots().set_title('a title that is far wider than the whole figure' * 3)
    path = tmp_path / 'new' / 'a.png'
    save_figure(figure, str(path), dpi=80)
    assert cv2.imread(str(path)).shape == (200, 320, 3)
    assert [file.name for file in path.parent.iterdir()] == ['a.png']


def test_other_formats(tmp_path):
    figure = new_figure((1, 1))
    for suffix, start in (('pdf', b'%PDF'), ('SVG', b'<?xml')):
        save_figure(figure, str(tmp_path / f'a.{suffix}'))
        assert (tmp_path / f'a.{suffix}').read_bytes().startswith(start)
    with pytest.raises(ValueError, match='a.jpeg must end in one of'):
        check_figure_path('a.jpeg')


def test_an_old_file_survives_a_failure(tmp_path):
    path = tmp_path / 'a.png'
    path.write_bytes(b'old')
    figure = new_figure((1, 1))
    figure.subplots().set_title('$\\frac$')  # cannot be typeset
    with pytest.raises(ValueError):
        save_figure(figure, str(path))
    assert path.read_bytes() == b'old'
