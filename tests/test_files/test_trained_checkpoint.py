import pytest

from mlcr_mm.files import trained_checkpoint


@pytest.fixture
def work_dir(tmp_path, monkeypatch):
    monkeypatch.setenv('HOME', str(tmp_path.parent))
    for name in ('epoch_2.pth', 'epoch_3.pth'):
        (tmp_path / name).touch()
    return tmp_path


def test_a_file_is_itself_and_an_address_too(work_dir):
    file = str(work_dir / 'epoch_2.pth')
    assert trained_checkpoint(file) == file
    assert trained_checkpoint(f'~/{work_dir.name}/epoch_2.pth') == file
    assert trained_checkpoint('https://host/model.pth') == 'https://host/model.pth'


def test_a_work_directory_is_its_latest_checkpoint(work_dir):
    (work_dir / 'last_checkpoint').write_text(str(work_dir / 'epoch_2.pth'))
    assert trained_checkpoint(str(work_dir)) == str(work_dir / 'epoch_2.pth')
    (work_dir / 'last_checkpoint').unlink()
    assert trained_checkpoint(f'~/{work_dir.name}') == str(work_dir / 'epoch_3.pth')


def test_or_the_best_one_where_the_training_kept_it(work_dir):
    (work_dir / 'last_checkpoint').write_text(str(work_dir / 'epoch_3.pth'))
    (work_dir / 'best_mlcr_f1_epoch_2.pth').touch()
    assert trained_checkpoint(str(work_dir)) == str(work_dir / 'best_mlcr_f1_epoch_2.pth')
    (work_dir / 'best_mlcr_map_epoch_3.pth').touch()
    with pytest.raises(ValueError, match='several best checkpoints, .*f1_epoch_2.pth, .*map_epoch'):
        trained_checkpoint(str(work_dir))


def test_what_is_missing_is_named(tmp_path):
    (tmp_path / 'model.pth').touch()  # no name of a training's
    with pytest.raises(FileNotFoundError, match=f'{tmp_path.name} is a folder .*; remedy$'):
        trained_checkpoint(str(tmp_path), 'remedy')
    (tmp_path / 'last_checkpoint').write_text('/gone/epoch_3.pth')
    with pytest.raises(FileNotFoundError, match=r'epoch_3.pth \(the latest one of .*; remedy$'):
        trained_checkpoint(str(tmp_path), 'remedy')
    with pytest.raises(FileNotFoundError, match='a.pth does not exist; remedy$'):
        trained_checkpoint(str(tmp_path / 'a.pth'), 'remedy')
