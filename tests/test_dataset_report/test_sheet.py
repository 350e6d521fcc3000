import cv2
import numpy as np
from report_data import PIPELINE, make_config, make_part, write_data

from mlcr_mm.dataset_report import build_parts, draw_sheet
from mlcr_mm.dataset_report.sheet import _caption


def test_has_a_block_per_part_with_its_images(tmp_path):
    write_data(tmp_path)
    parts = build_parts(make_config(tmp_path))
    draw_sheet(str(tmp_path / 'sheet.png'), parts, columns=4)
    sheet = cv2.imread(str(tmp_path / 'sheet.png'))
    assert sheet.shape == (3 * 30 + 4 * 189, 4 * 144, 3)  # 2 + 1 + 1 rows of images
    first = sheet[30:30 + 105, :140]
    image = cv2.resize(cv2.imread(parts[0].paths[0]), (140, 105), interpolation=cv2.INTER_AREA)
    assert np.abs(first.astype(int) - image).mean() < 2
    assert (sheet[-189:, 3 * 144:] == 255).all()  # the test part has three images


def test_shows_the_first_view_where_each_has_its_own_image(tmp_path):
    write_data(tmp_path)
    views = [PIPELINE[0], dict(type='MultiView', num_views=2, transforms=[[]]), PIPELINE[1]]
    sheets = []
    for pipeline in (PIPELINE, views):
        draw_sheet(str(tmp_path / 'sheet.png'), build_parts(make_config(tmp_path, pipeline)))
        sheets.append(cv2.imread(str(tmp_path / 'sheet.png')))
    np.testing.assert_array_equal(*sheets)


def test_an_unreadable_image_leaves_its_place(tmp_path):
    write_data(tmp_path)
    parts = build_parts(make_config(tmp_path))[2:]
    for path in parts[0].paths:
        open(path, 'wb').close()
    draw_sheet(str(tmp_path / 'sheet.png'), parts, columns=3)
    assert cv2.imread(str(tmp_path / 'sheet.png')).shape == (30 + 189, 3 * 144, 3)


def test_captions():
    part = make_part(labels=[(1, 0), (0, -1), (-1, -1), (1, 1)])
    captions = [_caption(part, index) for index in range(4)]
    assert captions == [['A'], ['none (1 unknown)'], ['unlabelled'], ['A B']]
    names = [f'Long_name_{i}' for i in range(6)]
    lines = _caption(make_part(labels=[[1] * 6], classes=names), 0)
    assert len(lines) > 1 and ' '.join(lines).split() == names
