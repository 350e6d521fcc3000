import numpy as np
import pytest

from mlcr_mm.figures import efficiency_figure

HEAD = 'section,method,source,average,average_sd,map,map_sd\n'


@pytest.fixture
def write(tmp_path):

    def write(number, *lines, head=HEAD, name=None):
        path = tmp_path / (name or f'{number}.csv')
        path.write_text(head + ''.join(f'T,{line}\n' for line in lines))
        return f'{number}={path}'

    return write


@pytest.fixture
def sources(write):
    return [write(400, 'Baseline,ours,70,.5,75,.6', 'Baseline,paper,62,,,', 'MLCR,ours,73,.4,78,.3',
                  'CAP,ours,,,,'),
            write(100, 'Baseline,ours,60,1.5,65,1.6', 'MLCR,ours,66,1,70,', 'CAP,ours,61,1,66,1')]


def test_curves_are_the_numbers_of_the_files(sources):
    figure = efficiency_figure(sources)
    curves = {(axes.get_ylabel(), container.get_label()): container.lines[0].get_xydata().tolist()
              for axes in figure.axes for container in axes.containers}
    assert curves == {  # CAP has no number of 400 labelled images
        ('F1 (%)', 'Baseline'): [[100, 60], [400, 70]], ('F1 (%)', 'MLCR'): [[100, 66], [400, 73]],
        ('mAP (%)', 'Baseline'): [[100, 65], [400, 75]],
        ('mAP (%)', 'MLCR'): [[100, 70], [400, 78]]}
    bars = figure.axes[0].containers[0].lines[2][0].get_segments()
    np.testing.assert_allclose([segment[:, 1] for segment in bars], [[58.5, 61.5], [69.5, 70.5]])


def test_rows_that_are_chosen(sources):
    figure = efficiency_figure(sources, ['MLCR'])
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ['MLCR']
    with pytest.raises(ValueError, match=r"result of \['CAP'\]; all have \['Baseline', 'MLCR'\]"):
        efficiency_figure(sources, ['CAP'])


def test_wrong_sources(sources, write):
    for source, message in (
        ('demo.csv', "'demo.csv' is not of the form NUMBER=FILE"),
        ('many=demo.csv', 'is not of the form NUMBER=FILE'),
        (write(100, name='b.csv'), 'another table of 100'),
        (write(7, head='a,b\n'), 'no table of tools/reproduce.py: it has no column method'),
        (write(8, 'A,ours,1,1,1,1', 'A,ours,2,1,1,1'), 'has several sections'),
        (write(9, head=''), 'is no table of results'),
        (write(10, 'A,ours,1,about 2,1,1'), 'not every result is a number: .*about 2'),
    ):
        with pytest.raises(ValueError, match=message):
            efficiency_figure([*sources, source])
    with pytest.raises(OSError, match=r'none\.csv'):
        efficiency_figure(['5=none.csv'])
