from argparse import ArgumentParser

import pytest
from mmengine.config import DictAction

from mlcr_mm.apis import OptionAction


def parse(*texts, action=OptionAction):
    parser = ArgumentParser()
    parser.add_argument('--cfg-options', nargs='*', action=action)
    return parser.parse_args(texts).cfg_options


@pytest.mark.parametrize('texts', [
    [], ['--cfg-options'], ['--cfg-options', 'a=1', 'b.c=[(1,2),x]'], ['--cfg-options', 'a='],
    ['--cfg-options', 'a=1', 'b=2', '--cfg-options', 'a=x=y'],
])
def test_options_are_those_of_mmengine(texts):
    assert parse(*texts) == parse(*texts, action=DictAction)


@pytest.mark.parametrize(('text', 'value'), [
    ('my faces', 'my faces'), ('my  (old) faces ', 'my  (old) faces'), ('1, 2', [1, 2]),
    ("['is red', b,  c d ]", ['is red', 'b', 'c d']), ('( 1, x y )', (1, 'x y')),
    ('"faces, aligned"', 'faces, aligned'), ('"3"', '3'), ("'True'", 'True'),
    ('"[1, 2]"', [1, 2]), (' true ', True)])
def test_blanks_within_values_are_kept(text, value):
    assert parse('--cfg-options', f'a={text}') == dict(a=value)


@pytest.mark.parametrize(('text', 'message'), [
    ('data_root', "argument --cfg-options: 'data_root' is no KEY=VALUE, such as data_root=DIR"),
    ('=3', "'=3' is no KEY=VALUE"), ('', "'' is no KEY=VALUE"),
    ('a=[(1,2]', "'a=[(1,2]': Imbalanced brackets"),
])
def test_what_is_no_option_is_named(text, message, capsys):
    with pytest.raises(SystemExit) as error:
        parse('--cfg-options', 'b=2', text)
    assert error.value.code == 2 and message in capsys.readouterr().err
