import pytest
from face_images import HEADER, landmark_line

from mlcr_mm.align_folder import landmark_source_factory
from mlcr_mm.alignment import TableLandmarks, template_points


def test_a_file_is_read_at_once(tmp_path):
    path = tmp_path / 'l.csv'
    path.write_text(f'{HEADER}\n{landmark_line("a.jpg", template_points(240))}\n')
    make = landmark_source_factory(None, str(path))
    path.unlink()
    source = make()
    assert isinstance(source, TableLandmarks) and 'a.jpg' in source.table


def test_a_detector_is_made_by_each_process(tmp_path):
    make = landmark_source_factory(f'yunet={tmp_path}/no.onnx', None, 0.7)
    with pytest.raises(FileNotFoundError, match='no.onnx'):
        make()
