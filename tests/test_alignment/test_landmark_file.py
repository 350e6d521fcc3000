import numpy as np
import pytest
from face_images import HEADER, landmark_line
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.alignment import read_landmarks, template_points

POINTS = template_points(240)
CELEBA_NAMES = ('lefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y '
                'rightmouth_x rightmouth_y')


@pytest.fixture
def write(tmp_path):

    def write_lines(*lines):
        path = tmp_path / 'landmarks.csv'
        path.write_text('\n'.join(lines) + '\n')
        return str(path)

    return write_lines


def test_reads_our_csv_and_finds_columns_by_name(write):
    path = write(HEADER, landmark_line('a/1.jpg', POINTS), '', landmark_line('a/2.jpg', POINTS + 1))
    np.testing.assert_allclose(read_landmarks(path)['a/2.jpg'], POINTS + 1, atol=1e-3)
    columns = HEADER.split(',')
    order = [0, *reversed(range(1, 11))]
    fields = landmark_line('b.jpg', POINTS).split(',')
    path = write(','.join(columns[i] for i in order), ','.join(fields[i] for i in order))
    np.testing.assert_allclose(read_landmarks(path)['b.jpg'], POINTS, atol=1e-3)


def test_reads_celebas_lists(write):
    values = [69, 109, 106, 113, 77, 142, 73, 152, 108, 154]
    row = '000001.jpg ' + '  '.join(f'{value:3d}' for value in values)
    table = read_landmarks(write('1', CELEBA_NAMES + ' ', row))
    assert table['000001.jpg'].ravel().tolist() == values
    kaggle = read_landmarks(write('image_id,' + CELEBA_NAMES.replace(' ', ','),
                                  ','.join(['000001.jpg', *map(str, values)])))
    assert kaggle['000001.jpg'].ravel().tolist() == values
    with pytest.raises(ValueError, match='line 1: 2 images announced, 1 lines follow'):
        read_landmarks(write('2', CELEBA_NAMES, row))


def test_is_read_once_but_again_when_it_changes(write):
    path = write(HEADER, landmark_line('1.jpg', POINTS))
    table = read_landmarks(path)
    assert read_landmarks(path) is table
    write(HEADER, landmark_line('22.jpg', POINTS))
    assert '22.jpg' in read_landmarks(path)


GOOD = landmark_line('1.jpg', POINTS)


@pytest.mark.parametrize('lines, message', [
    ([HEADER, GOOD, GOOD], 'line 3: image 1.jpg stands on line 2'),
    ([HEADER, GOOD, '2.jpg,1,2'], 'line 3: 3 fields where the header has 11'),
    ([HEADER, GOOD.replace('68.346', 'x')], 'line 2: .*not ten numbers'),
    ([HEADER, GOOD.replace('68.346', 'nan')], 'line 2: .*not finite'),
    ([HEADER, '1.jpg' + ',5' * 10], 'line 2: .*all the same'),
    ([HEADER.replace('nose_x', 'nase_x'), GOOD], r"header: the columns \['nose_x'\]"),
    ([HEADER], 'no landmarks'),
    ([''], 'empty'),
])
def test_a_bad_line_is_named(write, lines, message):
    with pytest.raises(ValueError, match=message):
        read_landmarks(write(*lines))


def test_a_missing_file_says_what_to_write(tmp_path):
    with pytest.raises(FileNotFoundError, match='does not exist; write one with the columns image'):
        read_landmarks(str(tmp_path / 'no.csv'))


@needs_facsrender
def test_reads_the_rendered_ones():
    table = read_landmarks(str(FACSRENDER / 'bp4d' / 'landmarks.csv'))
    assert len(table) == 720
    assert table['BP4D-training/F001/T1/2145.jpg'][0].tolist() == pytest.approx([139.309, 130.76])
