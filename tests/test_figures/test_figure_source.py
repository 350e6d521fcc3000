import pytest

from mlcr_mm.figures import parse_source


def test_name_config_and_checkpoint(config_path, tmp_path):
    file = tmp_path / 'lr=1:a.pth'
    file.touch()
    source = parse_source(f'with L_mv={config_path}:{file}', {'train_cfg.max_epochs': 7})
    assert source.name == 'with L_mv' and source.checkpoint == str(file)
    assert source.config.train_cfg.max_epochs == 7


def test_name_defaults_to_the_config(config_path, tmp_path):
    folder = tmp_path / 'lr=0.1'
    folder.mkdir()
    (folder / 'mine.py').write_text(f'_base_ = {str(config_path)!r}')
    source = parse_source(str(folder / 'mine.py'), needs_checkpoint=False)
    assert source.name == 'mine' and source.checkpoint is None


@pytest.mark.parametrize('text', ['a.pth', 'a.py', 'name=a.py', 'a.py:', ''])
def test_other_forms_are_refused(text):
    with pytest.raises(ValueError, match='is not of the form NAME=CONFIG:CHECKPOINT'):
        parse_source(text)
