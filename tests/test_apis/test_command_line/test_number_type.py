from argparse import ArgumentParser

import pytest

from mlcr_mm.apis import number_type


@pytest.mark.parametrize('kind, least, most, text, number', [
    (int, 1, 9, '9', 9), (int, 0, float('inf'), '0', 0), (float, 0, 1, '.5', .5),
    (float, .1, 9, '1', 1.)])
def test_numbers_in_the_range(kind, least, most, text, number):
    parsed = number_type(kind, least, most)(text)
    assert parsed == number and type(parsed) is kind


@pytest.mark.parametrize('kind, least, most, text, words', [
    (int, 1, float('inf'), '0', "must be a whole number >= 1, got '0'"),
    (int, 0, 100, '101', "must be a whole number >= 0 and <= 100, got '101'"),
    (int, 1, 9, '1.5', 'a whole number'), (int, 1, 9, 'many', "got 'many'"),
    (float, 0, 1, 'nan', 'must be a number >= 0'), (float, 0, float('inf'), 'inf', "got 'inf'")])
def test_others_end_the_parser(kind, least, most, text, words, capsys):
    parser = ArgumentParser()
    parser.add_argument('--number', type=number_type(kind, least, most))
    with pytest.raises(SystemExit) as error:
        parser.parse_args(['--number', text])
    assert error.value.code == 2
    message = capsys.readouterr().err
    assert 'argument --number: ' in message and words in message
