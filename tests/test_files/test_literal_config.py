import pytest
from mmengine.config import Config

from mlcr_mm import config_path
from mlcr_mm.files import read_literal_config, values_of


@pytest.mark.parametrize('leaf', ['mlcr_demo', 'mlcr_emotionet', 'mean_teacher_bp4d_fold1'])
def test_reads_what_mmengine_dumps(leaf):
    text = Config.fromfile(config_path(f'{leaf}.py')).pretty_text
    config = read_literal_config(text, 'model.pth')
    assert config.to_dict() == Config.fromstring(text, '.py').to_dict()


@pytest.mark.parametrize('line', [
    'import os', '__import__("os").system("touch {mark}")', 'a = open({mark!r}, "w")',
    'a = [open({mark!r}, "w")]', 'a = dict(b=dict(open({mark!r}, "w")))', 'a = b',
    'a = dict(**{{1: 2}})', 'a = f"{{open({mark!r}, chr(119))}}"', 'a = (', '{{**a}}'])
def test_anything_else_is_refused_and_not_run(tmp_path, line):
    mark = tmp_path / 'it_ran'
    with pytest.raises(ValueError, match='model.pth: .*config'):
        read_literal_config('x = 1\n' + line.format(mark=str(mark)), 'model.pth')
    assert not mark.exists()


def test_values():
    config = read_literal_config("a = -1.5\nb = {3: (None, True), 'c': dict(d=[1e-3])}", 'x')
    assert config.a == -1.5 and config.b[3] == (None, True) and config.b['c'].d == [1e-3]


def test_values_of_some_keys_however_deep():
    inner = dict(_scope_='s', type=dict(type='in'))
    config = dict(type='A', b=[dict(type='B', c=(inner, )), 'type'], d=None)
    assert list(values_of(config, ('type', '_scope_'))) == ['A', 'B', 's', dict(type='in')]
    assert list(values_of(None, ('type', ))) == []
