import os
import sys

import pytest

from mlcr_mm.apis import explain_interruption


@pytest.fixture
def interrupt(tmp_path, monkeypatch, capsys):
    """Interrupts a training; gives what is printed."""

    def run(*arguments, resumed=None, saves=False, program='tools/train.py'):
        monkeypatch.setattr(sys, 'argv', [program, *arguments])
        with pytest.raises(SystemExit) as error:
            with explain_interruption(str(tmp_path), resumed):
                if saves:
                    save(tmp_path)
                raise KeyboardInterrupt
        assert error.value.code == 130
        return capsys.readouterr().err.strip()

    return run


def save(folder, age=0):
    mark = folder / 'last_checkpoint'
    mark.write_text(str(folder / 'epoch_2.pth'))
    if age:
        os.utime(mark, (mark.stat().st_mtime - age, ) * 2)


def test_says_how_to_go_on(interrupt, tmp_path):
    said = interrupt('a b.py', '--amp', saves=True)
    assert said == (f'stopped; {tmp_path}/epoch_2.pth is kept, and this goes on from it: '
                    "python tools/train.py 'a b.py' --amp --resume")


def test_names_the_command_that_was_used(interrupt):
    assert interrupt('a.py', saves=True, program='mlcr_mm train').endswith(
        ': mlcr_mm train a.py --resume')


def test_before_the_first_checkpoint_there_is_nothing_to_go_on_from(interrupt):
    said = 'stopped before a checkpoint was written; this starts again: python tools/train.py a.py'
    assert interrupt('a.py') == said


def test_the_checkpoint_of_an_earlier_training_is_not_this_ones(interrupt, tmp_path):
    save(tmp_path, age=60)
    assert interrupt('a.py').startswith('stopped before a checkpoint was written')
    assert interrupt('a.py', '--resume', resumed='auto').endswith('train.py a.py --resume')


@pytest.mark.parametrize('flags', [('--resume', 'old.pth'), ('--resume=old.pth', )])
def test_a_named_checkpoint_is_replaced_by_a_newer_one(interrupt, flags):
    assert interrupt('a.py', *flags, '--amp', resumed='old.pth', saves=True).endswith(
        'train.py a.py --amp --resume')


def test_a_named_checkpoint_stays_where_there_is_none_newer(interrupt):
    assert interrupt('a.py', '--resume', 'old.pth', resumed='old.pth').endswith(
        'train.py a.py --resume old.pth')


def test_other_errors_stay(tmp_path):
    with pytest.raises(ValueError, match='wrong'):
        with explain_interruption(str(tmp_path)):
            raise ValueError('wrong')
