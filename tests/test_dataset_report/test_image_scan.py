import pytest
from report_data import write_images

from mlcr_mm.dataset_report import scan_images
from mlcr_mm.dataset_report.image_scan import image_sizes


@pytest.mark.parametrize('workers', [1, 2])
def test_finds_damage_and_copies(tmp_path, workers):
    names = [f'{i}.png' for i in range(70)]
    write_images(tmp_path, names)
    (tmp_path / 'copy.png').write_bytes((tmp_path / '3.png').read_bytes())
    (tmp_path / 'cut.png').write_bytes((tmp_path / '4.png').read_bytes()[:-20])
    (tmp_path / 'empty.png').touch()
    paths = [str(tmp_path / name) for name in [*names, 'copy.png', 'cut.png', 'empty.png', '0.png',
                                               'gone.png']]
    scans = scan_images(paths, workers)
    assert len(scans) == 74
    damaged = {path.split('/')[-1] for path, scan in scans.items() if scan.damage}
    assert damaged == {'cut.png', 'empty.png', 'gone.png'}
    assert scans[paths[3]].digest == scans[str(tmp_path / 'copy.png')].digest
    assert len({scans[path].digest for path in paths[:70]}) == 70
    assert image_sizes(list(scans.values())) == {(24, 32): 71}
