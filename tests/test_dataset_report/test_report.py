import cv2
import pytest
from mmengine.config import Config
from report_data import make_config, write_data

from mlcr_mm.dataset_report import check_datasets


@pytest.mark.parametrize('fast', [True, False])
def test_a_leak_by_content_needs_the_images(tmp_path, capsys, fast):
    write_data(tmp_path)
    (tmp_path / 't1.png').write_bytes((tmp_path / 'l5.png').read_bytes())
    report = check_datasets(make_config(tmp_path), fast, workers=1)
    assert 'train 1 AUDataset' in capsys.readouterr().out
    assert (len(report.parts), len(report.scans)) == (3, 0 if fast else 13)
    assert report.is_good == fast and len(report.findings) == (0 if fast else 1)


def test_the_sheet_is_written(tmp_path):
    write_data(tmp_path)
    assert check_datasets(make_config(tmp_path), True, str(tmp_path / 'new' / 's.png')).is_good
    assert (tmp_path / 'new' / 's.png').is_file()


def test_drawn_faces_are_no_files(tmp_path):
    def part(split):
        return dict(type='DemoFaces', split=split, num_images=40, image_size=16,
                    pipeline=[dict(type='PackInputs')])

    datasets = dict(type='ConcatDataset', datasets=[part('train'), part('unlabeled')])
    config = Config(dict(train_dataloader=dict(dataset=datasets),
                         val_dataloader=dict(dataset=part('test'))))
    report = check_datasets(config, sheet=str(tmp_path / 's.png'), workers=1)
    assert not report.scans and not any(part.has_files for part in report.parts)
    assert not any('cannot be read' in finding.text for finding in report.findings)
    assert cv2.imread(str(tmp_path / 's.png'))[40:180, :140].std() > 10  # a face, not a note
