"""What every tool does when something is wrong, whatever it is for."""
import re
import runpy
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from toy import ROOT

TOOLS = sorted(path.stem for path in (ROOT / 'tools').glob('*.py'))
#: Wrong arguments, exit code, and what the sentence says.
WRONG = [
    ('train', ['no_such.py'], 1, 'config no_such.py does not exist'),
    ('train', ['mlcr_demo.py', '--cfg-options', 'modle.x=1'], 1, 'did you mean model'),
    ('train', ['mlcr_demo.py', '--cfg-options', 'fold=1'], 1,
     'no dataset with fold; leave the option fold out'),
    ('train', ['{syntax}'], 1, r'cannot be read: SyntaxError'),
    ('train', ['{name_error}'], 1, r"cannot be read: NameError: name 'nonsense'"),
    ('train', ['mlcr_bp4d_fold1.py', '--work-dir', '{tmp}/w', '--cfg-options',
               'data_root={tmp}/no'], 1, '{tmp}/no/.*data_root'),
    ('train', ['mlcr_demo.py', '--work-dir', '{tmp}/w', '--cfg-options',
               'model.type=NoSuchModel'], 1, 'NoSuchModel is not in'),
    ('train', ['mlcr_demo.py', '--work-dir', '/proc/no'], 1, '/proc/no'),
    ('test', ['mlcr_demo.py', '{tmp}/no.pth', '--work-dir', '{tmp}/w'], 1, 'no.pth does not exist'),
    ('test', ['mlcr_demo.py', '{text}', '--work-dir', '{tmp}/w'], 1, 'is no checkpoint'),
    ('check_dataset', ['no_such.py'], 2, 'config no_such.py does not exist'),
    ('check_dataset', ['mlcr_celeba.py', '--fast', '--cfg-options', 'data_root={tmp}/no'], 2,
     '{tmp}/no'),
    ('infer', ['{tmp}', '--checkpoint', '{tmp}/no.pth'], 2, 'no.pth does not exist'),
    ('infer', ['{tmp}', '--checkpoint', '{text}'], 2, 'is no checkpoint'),
    ('align_faces', ['{tmp}/no', '{tmp}/out', '--detector', 'centerface'], 1, '{tmp}/no'),
    ('align_faces', ['{tmp}', '{tmp}/out', '--landmarks', '{tmp}/no.csv'], 1, 'no.csv'),
    ('make_splits', ['emotionet', '{tmp}/no'], 1, '{tmp}/no'),
    ('publish_model', ['{tmp}/no.pth', '{tmp}/out.pth'], 1, 'no.pth does not exist'),
    ('reproduce', ['emotionet', '--test-root', 'x', '--dry-run'], 1, 'write NAME=DIR'),
    ('plot_figures', ['correlation', 'a=no_such.py', '--out', '{tmp}/a.png'], 1, 'no_such.py'),
    ('plot_figures', ['correlation', 'a=mlcr_demo.py', '--out', '{tmp}/a.txt'], 1, '{tmp}/a.txt'),
    ('draw_demo_faces', ['{tmp}/no/a.png', '--size', '32'], 1, 'no/a.png'),
    ('benchmark', ['no_such.py', '--rounds', '1'], 1, 'no_such.py does not exist'),
]
#: Tools that read a checkpoint, and what stands before and behind it.
CHECKPOINTS = [
    ('train', ['mlcr_demo.py', '--work-dir', '{tmp}/w', '--resume'], [], 1),
    ('train', ['mlcr_demo.py', '--work-dir', '{tmp}/w', '--cfg-options'], ['load_from='], 1),
    ('test', ['mlcr_demo.py', '--work-dir', '{tmp}/w'], [], 1),
    ('calibrate', ['mlcr_demo.py'], ['{tmp}/out.pth', '--work-dir', '{tmp}/w'], 1),
    ('infer', ['{tmp}', '--checkpoint'], [], 2),
    ('rank_unlabeled', ['{tmp}/a.jpg', '--out', '{tmp}/a.csv', '--checkpoint'], [], 2),
    ('demo', [], [], 1),
    ('publish_model', [], ['{tmp}/out.pth'], 1),
    ('export_onnx', [], ['{tmp}/out.onnx'], 1),
    ('report', ['{work}', '--checkpoint'], [], 1),
    ('plot_figures', ['tsne', '--label', 'AU1', '--out', '{tmp}/a.png', 'mlcr_demo.py'], [], 1),
    ('plot_figures', ['bars', '--out', '{tmp}/a.png'], ['A=mlcr_demo.py:'], 1),
]
#: What may be given for one by mistake, and what the sentence says.
NO_CHECKPOINTS = [
    ('{work}', 'work is a folder and no checkpoint'),
    ('{tmp}/text.pth', 'text.pth is no checkpoint'),
    ('{tmp}/text.safetensors', 'text.safetensors is no checkpoint'),
    ('{tmp}/gone.pth', 'gone.pth does not exist'),
]


@pytest.fixture
def texts(tmp_path):
    files = dict(syntax='model = (', name_error='model = nonsense', text='hello')
    for name, text in files.items():
        (tmp_path / f'{name}.py').write_text(text)
    (tmp_path / 'work').mkdir()
    (tmp_path / 'work' / 'toy.py').write_text('model = dict()')
    for suffix in ('pth', 'safetensors', 'onnx'):
        (tmp_path / f'text.{suffix}').write_text('hello')
    return dict({name: str(tmp_path / f'{name}.py') for name in files}, tmp=str(tmp_path),
                work=str(tmp_path / 'work'))


@pytest.fixture
def check(texts, monkeypatch, capsys):
    """Runs a tool that is to end with one sentence."""

    def run(tool, arguments, code, words):
        arguments = [argument.format(**texts) for argument in arguments]
        monkeypatch.setattr(sys, 'argv', [f'{tool}.py', *arguments])
        with pytest.raises(SystemExit) as error:
            runpy.run_path(str(ROOT / 'tools' / f'{tool}.py'), run_name='__main__')
        said = [line for line in capsys.readouterr().err.splitlines() if line.startswith('error: ')]
        assert error.value.code == code and len(said) == 1
        assert re.search(words.replace('{tmp}', re.escape(texts['tmp'])), said[0])

    return run


@pytest.mark.parametrize('tool, arguments, code, words', WRONG)
def test_what_a_user_did_wrong_is_one_sentence(tool, arguments, code, words, check):
    check(tool, arguments, code, words)


@pytest.mark.parametrize('tool, before, behind, code', CHECKPOINTS)
@pytest.mark.parametrize('file, words', NO_CHECKPOINTS)
def test_what_is_no_checkpoint_is_one_sentence(tool, before, behind, code, file, words, check):
    prefix = behind[0] if behind and behind[0][-1] in '=:' else ''
    check(tool, [*before, prefix + file, *([] if prefix else behind)], code, words)


def test_nor_is_a_text_an_exported_model(check):
    check('infer', ['{tmp}', '--checkpoint', '{tmp}/text.onnx'], 2, 'text.onnx is no ONNX model')


@pytest.fixture
def fail(monkeypatch):
    """Runs a tool whose first step raises an error."""

    def run(tool, error):
        spec = spec_from_file_location(f'tool_{tool}', ROOT / 'tools' / f'{tool}.py')
        module = module_from_spec(spec)
        spec.loader.exec_module(module)

        def raise_error(*_, **__):
            raise error

        module.ArgumentParser = raise_error
        return module.main()

    return run


@pytest.mark.parametrize('tool', TOOLS)
def test_every_tool_goes_through_the_same_door(fail, tool, capsys):
    with pytest.raises(SystemExit):
        fail(tool, PermissionError(13, 'Permission denied', '/x'))
    assert capsys.readouterr().err == 'error: /x: Permission denied\n'
    with pytest.raises(ZeroDivisionError):
        fail(tool, ZeroDivisionError())


@pytest.mark.parametrize('tool, arguments, words', [
    ('draw_demo_faces', ['a.txt'], 'written as .png or .jpg'),
    ('draw_demo_faces', ['a.png', '--size', '0'], '--size: must be a whole number >= 16'),
    ('test', ['mlcr_demo.py', 'a.pth', '--show-dir', 'd', '--interval', '0'],
     '--interval: must be a whole number >= 1'),
    ('plot_figures', ['bars', 'a.csv', '--out', 'a.png', '--dpi', '0'], '--dpi: must be a'),
    ('plot_figures', ['bars', 'a.csv', '--out', 'a.png', '--size', '-3', '4'], '--size: must'),
    ('check_dataset', ['mlcr_demo.py', '--workers', '-1'], '--workers: must be a whole')])
def test_arguments_that_cannot_be_end_the_parser(tool, arguments, words, monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', [f'{tool}.py', *arguments])
    with pytest.raises(SystemExit) as error:
        runpy.run_path(str(ROOT / 'tools' / f'{tool}.py'), run_name='__main__')
    assert error.value.code == 2 and words in capsys.readouterr().err.splitlines()[-1]
