"""What the user chose of a table."""
from pathlib import Path
from typing import Dict, NamedTuple, Optional, Sequence

from .paper_tables import Table


class Choices(NamedTuple):
    """What the user chose.

    Attributes:
        configs: Folder of the configs.
        root: Folder of the runs.
        seeds: Seeds; None: 0 1 2, or 0 where it goes over folds or draws.
        parts: Folds or draws; None: those of the table, if it has any.
        suffix: Of the configs' names; '' for the paper's size.
        only: Names of rows; empty: all.
        options: KEY=VALUE for every run.
        amp: Automatic mixed precision.
        test_roots: Stem of a test config to the folder of its images.
    """

    configs: Path
    root: Path
    seeds: Optional[Sequence[int]] = None
    parts: Optional[Sequence[int]] = None
    suffix: str = ''
    only: Sequence[str] = ()
    options: Sequence[str] = ()
    amp: bool = False
    test_roots: Dict[str, str] = {}

    def parts_of(self, table: Table) -> Sequence[int]:
        """Folds or draws to go over; none: the images that the configs name."""
        return table.part_values if self.parts is None else self.parts


def check_choices(choices: Choices, table: Table) -> None:
    """Refuse what a table does not have, and options that its runs set themselves.

    Raises:
        ValueError: If a row or the test of a ``test_root`` is unknown, or an option is the seed, or
            the part where there are parts: it would be overwritten.
    """
    known = list(dict.fromkeys(row.name for section in table.sections for row in section.rows))
    unknown = [name for name in choices.only if name not in known]
    if unknown:
        raise ValueError(f'no row is called {unknown[0]!r}; the rows are {known}')
    tests = sorted({section.test for section in table.sections} - {None})
    unknown = sorted(choices.test_roots.keys() - set(tests))
    if unknown:
        raise ValueError(f'--test-root {unknown[0]}=...: no test of this table is called so'
                         f'{f"; the tests are {tests}" if tests else ""}')
    own = {'randomness.seed': '--seeds'}
    if choices.parts_of(table):
        own[table.parts] = '--parts'
    for option in choices.options:
        key, _, value = option.partition('=')
        if key.strip() in own:
            raise ValueError(f'--cfg-options {option}: every run has its own {key}; write '
                             f'{own[key.strip()]} {value}')
