from pathlib import Path

import pytest

from mlcr_mm.reproduce.choices import Choices, check_choices
from mlcr_mm.reproduce.paper_tables import TABLES

CHOICES = Choices(Path('configs'), Path('runs'))


@pytest.mark.parametrize(('table', 'parts', 'option', 'remedy'), [
    ('demo', None, 'randomness.seed=7', 'randomness.seed; write --seeds 7'),
    ('bp4d', None, 'fold=2', 'fold; write --parts 2'),
    ('emotionet', [1], 'repeat=3', 'repeat; write --parts 3'),
])
def test_options_that_would_be_overwritten_are_refused(table, parts, option, remedy):
    choices = CHOICES._replace(parts=parts, options=['data_root=a', option])
    with pytest.raises(ValueError, match=f'--cfg-options {option}: every run has its own {remedy}'):
        check_choices(choices, TABLES[table])


def test_options_that_nothing_overwrites_are_kept():
    check_choices(CHOICES._replace(options=['repeat=3', 'randomness.deterministic=True']),
                  TABLES['emotionet'])
    check_choices(CHOICES._replace(options=['repeat=3']), TABLES['bp4d'])


def test_parts_are_those_of_the_table_unless_chosen():
    assert list(CHOICES.parts_of(TABLES['bp4d'])) == [1, 2, 3]
    assert list(CHOICES._replace(parts=[2]).parts_of(TABLES['bp4d'])) == [2]
    assert not CHOICES.parts_of(TABLES['demo'])


@pytest.mark.parametrize(('changes', 'message'), [
    (dict(only=['MLRC']), "no row is called 'MLRC'; the rows are .*'MLCR'"),
    (dict(test_roots=dict(foo='/x')), '--test-root foo=...: no test of this table'),
])
def test_what_the_table_lacks_is_named(changes, message):
    with pytest.raises(ValueError, match=message):
        check_choices(CHOICES._replace(**changes), TABLES['demo'])
