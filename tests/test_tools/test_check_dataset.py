from pathlib import Path

import pytest
from report_data import make_config, write_data
from shared_data import FACSRENDER, needs_facsrender

ROOT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path):
    write_data(tmp_path)
    make_config(tmp_path).dump(tmp_path / 'config.py')
    return tmp_path / 'config.py'


def test_good_data(config, run, capsys):
    assert run(config, '--sheet', config.parent / 's.png', '--workers', 1) == 0
    assert 'nothing found' in capsys.readouterr().out
    assert (config.parent / 's.png').is_file()


def test_wrong_data_in_one_sentence_each(config, run, capsys):
    (config.parent / 'l2.png').write_bytes(b'')
    train = config.parent / 'train.csv'
    train.write_text(train.read_text().replace(',1,', ',0,'))
    assert run(config, '--workers', 1) == 1
    errors = [line for line in capsys.readouterr().out.splitlines() if line.startswith('ERROR')]
    assert len(errors) == 2 and 'A: no positive' in errors[0] and 'l2.png' in errors[1]
    train.unlink()
    assert run(config, '--fast') == 2
    assert 'train.csv does not exist' in capsys.readouterr().err
    assert run(config, '--sheet', 'a.jpg') == 2


@needs_facsrender
def test_the_rendered_emotionet(run, capsys):
    assert run(ROOT / 'configs' / 'mlcr_emotionet_r18_96px.py', '--fast', '--cfg-options',
               f'data_root={FACSRENDER / "emotionet"}') == 0
    output = capsys.readouterr().out
    assert '800' in output and '4000' in output and '1000' in output
