import numpy as np
import pytest

from mlcr_mm.visualization import draw_score_sheet, save_figure
from mlcr_mm.visualization.score_sheet import _RIGHT, _UNKNOWN, _WRONG

IMAGE = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)


def cells(figure):
    """Text to colour of each line, the head left out."""
    texts = figure.axes[1].texts
    return [([text.get_text() for text in texts[start:start + 4]], texts[start].get_color())
            for start in range(4, len(texts), 4)]


def sheet(classes=('AU1', 'AU2', 'AU4', 'AU6'), **kwargs):
    return draw_score_sheet(IMAGE, classes, np.array([.9, .8, .25, .5]), np.array([1, 0, 0, -1]),
                            np.array([True, True, False, True]), **kwargs)


def test_a_line_per_label_says_truth_decision_and_probability():
    assert cells(sheet()) == [
        (['AU1', 'present', 'present', '0.90'], _RIGHT),
        (['AU2', 'absent', 'present', '0.80'], _WRONG),
        (['AU4', 'absent', 'absent', '0.25'], _RIGHT),
        (['AU6', 'unknown', 'present', '0.50'], _UNKNOWN),
    ]


def test_the_image_keeps_its_colours():
    shown = sheet().axes[0].images[0]
    assert np.array_equal(shown.get_array(), IMAGE) and shown.get_interpolation() == 'nearest'


@pytest.mark.parametrize('name', ['costs $5 and $6', 'smile [left]', r'a_{b', '<b>'])
def test_names_and_title_are_drawn_as_they_are(name, tmp_path):
    figure = sheet((name, 'AU2', 'AU4', 'AU6'), title=name)
    save_figure(figure, str(tmp_path / 'sheet.png'))  # mathematics would be parsed here
    assert cells(figure)[0][0][0] == name and figure.get_suptitle() == name


def test_many_labels_make_it_higher_so_that_no_lines_overlap():
    few, many = (draw_score_sheet(IMAGE, [f'AU{i}' for i in range(number)], np.zeros(number),
                                  np.zeros(number), np.zeros(number, bool))
                 for number in (3, 60))
    assert many.get_size_inches()[1] > 3 * few.get_size_inches()[1]
    assert len({text.get_position()[1] for text in many.axes[1].texts}) == 61
