import numpy as np
import pytest

from mlcr_mm.alignment import LandmarkTable, template_points


def make_table(points):
    return LandmarkTable('x.csv', {f'{i}.jpg': i for i in range(len(points))}, points)


def test_finds_by_name():
    points = np.stack([template_points(240), template_points(96)]).astype(np.float32)
    table = make_table(points)
    assert len(table) == 2 and '1.jpg' in table and '2.jpg' not in table
    np.testing.assert_array_equal(table['1.jpg'], points[1])


def test_a_missing_image_is_named_with_the_remedy():
    with pytest.raises(KeyError, match='x.csv: no line for image a/b.jpg .*0.jpg.*`root`'):
        make_table(template_points(240)[None])['a/b.jpg']


def table_of(*names):
    points = np.repeat(template_points(240)[None], len(names), axis=0)
    return LandmarkTable('x.csv', {name: row for row, name in enumerate(names)}, points)


def test_frames_of_a_video():
    table = table_of('v/thumb.png', 'v/00003.jpg', 'a/v/100000.jpg', 'v.jpg')
    assert table.has_frames('v') and table.has_frames('a/v')
    assert not table.has_frames('a') and not table.has_frames('w')


@pytest.mark.parametrize('names, text', [
    (['v/00000.jpg', 'v/00001.jpg'], 'x.csv has a line for v/00000.jpg; frames are counted from 1'),
    (['v/0001.jpg'], 'x.csv has v/0001.jpg, and no line .*; frames are .*: v/00001.jpg, v/00002'),
    (['v/00001.png', 'v/00002.png'], 'has v/00001.png'), (['v/frame1.jpg'], 'has v/frame1.jpg')])
def test_frames_that_are_named_otherwise(names, text):
    with pytest.raises(ValueError, match=text):
        table_of(*names, 'w/00001.jpg').has_frames('v')
    assert table_of(*names, 'w/00001.jpg').has_frames('w')


def test_the_subjects_left_is_refused():
    points = np.repeat(template_points(240)[None], 3, axis=0)
    one_wrong = points.copy()
    one_wrong[0] = one_wrong[0, ::-1]  # is found when its image is aligned
    assert len(make_table(one_wrong)) == 3
    assert len(make_table(240 - points)) == 3  # upside down, as the stored pixels may be
    with pytest.raises(ValueError, match='swap the left and right columns'):
        make_table(points[:, [1, 0, 2, 4, 3]])


def test_shares_of_the_image_are_refused():
    with pytest.raises(ValueError, match='x.csv: 3 of 3 lines .* px apart, .* pixels of the image'):
        make_table(np.repeat(template_points(240)[None], 3, axis=0) / 240)


def test_an_empty_table_and_a_wrong_shape_are_refused():
    with pytest.raises(ValueError, match='no landmarks'):
        LandmarkTable('x.csv', {}, np.empty((0, 5, 2)))
    with pytest.raises(ValueError, match='shape'):
        make_table(np.zeros((2, 4, 2)))
