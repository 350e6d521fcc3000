import cv2
import numpy as np
from mmengine.config import Config
from report_data import PIPELINE, make_config, make_part, write_data

from mlcr_mm.dataset_report import build_parts, draw_sheet
from mlcr_mm.dataset_report.sheet import _caption

ROW, TITLE, TILE = 189, 30, 144  # pixels
FLIP = dict(type='RandomFlip', prob=1.)


def sheet_of(folder, pipeline=PIPELINE, parts=slice(None), **kwargs):
    """The sheet of the small data set."""
    draw_sheet(str(folder / 'sheet.png'), build_parts(make_config(folder, pipeline))[parts],
               **kwargs)
    return cv2.imread(str(folder / 'sheet.png')).astype(int)


def image_at(sheet, row, column):
    """The pixels of an image of 24 x 32, which fill a tile's width."""
    top, left = TITLE + row * ROW, column * TILE
    return sheet[top:top + 105, left:left + 140]


def test_has_a_block_per_part_with_its_images(tmp_path):
    write_data(tmp_path)
    sheet = sheet_of(tmp_path, versions=2)
    assert sheet.shape == (3 * TITLE + (6 + 4 + 3) * ROW, 3 * TILE, 3)
    image = cv2.imread(str(tmp_path / 'l0.png'))
    image = cv2.resize(image, (140, 105), interpolation=cv2.INTER_AREA)
    assert np.abs(image_at(sheet, 0, 0) - image).mean() < 2
    assert (sheet[-ROW:, 2 * TILE:] == 255).all()  # a test image has one version


def test_shows_what_each_view_gets(tmp_path):
    write_data(tmp_path)
    views = dict(type='MultiView', num_views=[1, 1], transforms=[[], [FLIP]])
    sheet = sheet_of(tmp_path, [PIPELINE[0], views, PIPELINE[1]], versions=2, rows=1)
    assert sheet.shape[1] == 5 * TILE
    original, mirrored = image_at(sheet, 0, 0), image_at(sheet, 0, 0)[:, ::-1]
    for column, expected in ((1, original), (2, mirrored), (3, original), (4, mirrored)):
        assert np.abs(image_at(sheet, 0, column) - expected).mean() < 2


def test_shows_views_that_the_device_makes(tmp_path):
    write_data(tmp_path)
    for num_views in (None, 2):
        augment = dict(type='OneWarpAugment', size=24, num_views=num_views)
        here, there, other = (
            sheet_of(tmp_path, [PIPELINE[0], dict(augment, flip_prob=flip, device_source=side),
                                PIPELINE[1]], slice(1), versions=1, rows=1)
            for flip, side in ((1., None), (1., 32), (0., None)))
        assert here.shape[1] == (3 if num_views else 2) * TILE
        assert np.abs(here - there).mean() < np.abs(here - other).mean() / 2


def test_an_unreadable_image_leaves_its_place(tmp_path):
    write_data(tmp_path)
    parts = build_parts(make_config(tmp_path))[2:]
    open(parts[0].paths[1], 'wb').close()
    draw_sheet(str(tmp_path / 'sheet.png'), parts)
    sheet = cv2.imread(str(tmp_path / 'sheet.png'))
    assert sheet.shape == (TITLE + 3 * ROW, 2 * TILE, 3)
    gone = sheet[TITLE + ROW:TITLE + 2 * ROW]
    assert (gone[:, TILE:] == 255).all() and (gone[:, :TILE] < 255).any()


def test_drawn_faces_are_shown_too(tmp_path):
    drawn = dict(type='DemoFaces', num_images=4, images_per_subject=2, image_size=16,
                 pipeline=[FLIP, dict(type='PackInputs')])
    parts = build_parts(Config(dict(train_dataloader=dict(dataset=drawn))))
    draw_sheet(str(tmp_path / 'sheet.png'), parts, versions=1)
    sheet = cv2.imread(str(tmp_path / 'sheet.png')).astype(int)
    original = sheet[TITLE:TITLE + 140, :140]
    assert np.abs(sheet[TITLE:TITLE + 140, TILE:TILE + 140] - original[:, ::-1]).mean() < 2


def test_captions():
    part = make_part(labels=[(1, 0), (0, -1), (-1, -1), (1, 1)])
    captions = [_caption(part, index) for index in range(4)]
    assert captions == [['A'], ['none (1 unknown)'], ['unlabelled'], ['A B']]
    names = [f'Long_name_{i}' for i in range(6)]
    lines = _caption(make_part(labels=[[1] * 6], classes=names), 0)
    assert len(lines) > 1 and ' '.join(lines).split() == names
