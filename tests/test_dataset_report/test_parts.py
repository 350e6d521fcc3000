import numpy as np
import pytest
from face_images import HEADER, landmark_line
from mmengine.config import Config
from report_data import make_config, write_data, write_images

from mlcr_mm.alignment import alignment_record, template_points, write_alignment
from mlcr_mm.dataset_report import build_parts, find_problems


def test_every_dataset_once(tmp_path):
    write_data(tmp_path)
    labeled, unlabeled, test = build_parts(make_config(tmp_path))
    assert [part.name for part in (labeled, unlabeled, test)] == [
        'train 1 AUDataset', 'train 2 UnlabeledFaces', 'val AUDataset']
    assert [part.is_train for part in (labeled, unlabeled, test)] == [True, True, False]
    assert labeled.classes == unlabeled.classes == ('A', 'B')
    np.testing.assert_array_equal(
        labeled.labels, [[1, -1], [1, 1], [0, 0], [0, 1], [0, 0], [0, 1]])
    assert unlabeled.labels.shape == (4, 2) and not unlabeled.labeled.any()
    assert labeled.labeled.all()
    assert test.paths == [str(tmp_path / f't{i}.png') for i in range(3)]
    assert test.alignment is None and test.aligned_size == 0
    resize = dict(type='Resize', scale=20)
    assert build_parts(make_config(tmp_path, [resize]))[0].resizes
    for settings, resizes in ((dict(size=8, resize=9), True), (dict(size=8), False),
                              (dict(size=8, crop_area=(0.5, 1.)), True)):
        augment = dict(type='OneWarpAugment', **settings)
        assert build_parts(make_config(tmp_path, [augment]))[0].resizes == resizes
    views = dict(type='MultiView', num_views=2, transforms=[[resize]])
    assert build_parts(make_config(tmp_path, [views]))[1].resizes


def test_subjects_of_a_part(tmp_path):
    write_data(tmp_path)
    config = make_config(tmp_path)
    config.train_dataloader.dataset.labeled.subject_pattern = '([01])'
    labeled, unlabeled, _ = build_parts(config)
    np.testing.assert_array_equal(labeled.subjects, [0, 1, -1, -1, -1, -1])
    np.testing.assert_array_equal(unlabeled.subjects, [-1] * 4)


def test_testing_on_training_data_is_not_passed_over(tmp_path):
    write_data(tmp_path)
    config = make_config(tmp_path)
    labeled = config.train_dataloader.dataset.labeled
    config.test_dataloader = dict(dataset=dict(type='RepeatDataset', times=2, dataset=labeled))
    parts = build_parts(config)
    assert [part.name for part in parts[2:]] == ['val AUDataset', 'test AUDataset']
    errors = [finding.text for finding in find_problems(parts, {}) if finding.is_error]
    assert len(errors) == 1 and '6 images are in train 1 AUDataset and in test' in errors[0]


def test_alignment_of_crops_and_of_the_pipeline(tmp_path):
    write_data(tmp_path)
    write_alignment(str(tmp_path), alignment_record(96))
    assert build_parts(make_config(tmp_path))[0].alignment['size'] == 96
    line = landmark_line('l0.png', template_points(240))
    (tmp_path / 'landmarks.csv').write_text(f'{HEADER}\n{line}\n')
    align = dict(type='AlignFace', landmarks=str(tmp_path / 'landmarks.csv'), root=str(tmp_path))
    part = build_parts(make_config(tmp_path, [align]))[0]
    assert part.alignment['size'] == part.aligned_size == 240 and not part.resizes
    assert part.no_landmarks == [str(tmp_path / f'l{i}.png') for i in range(1, 6)]


def test_nothing_to_look_at(tmp_path):
    with pytest.raises(KeyError, match='no train_dataloader'):
        build_parts(Config(dict()))
    write_images(tmp_path / 'a', ['1.png'])
    single = dict(type='CustomDataset', data_prefix=str(tmp_path), with_label=False)
    with pytest.raises(ValueError, match='train CustomDataset: its samples have no gt_score'):
        build_parts(Config(dict(train_dataloader=dict(dataset=single))))


@pytest.mark.parametrize('color_type', ['color', 'color_ignore_orientation'])
def test_knows_whether_exif_is_passed_over(tmp_path, color_type):
    write_data(tmp_path)
    load = dict(type='LoadImageFromFile', color_type=color_type)
    part = build_parts(make_config(tmp_path, [load, dict(type='PackInputs')]))[0]
    assert part.stored_pixels == (color_type != 'color')
