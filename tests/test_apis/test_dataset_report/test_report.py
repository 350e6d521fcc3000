import pytest
from report_data import make_config, write_data

from mlcr_mm.apis.dataset_report import check_datasets


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
