"""Which sizes of its configs a folder has."""
from typing import Collection, Iterable, List, Optional, Set

from .paper_tables import TABLES, Table

#: What the command line calls configs without a suffix.
PAPER_SIZE = 'paper'


def describe_sizes(stems: Iterable[str], table: Table) -> str:
    """What to choose where configs are missing.

    Args:
        stems (Iterable[str]): Names of the configs that there are.
        table (Table): The table.
    """
    sizes = sizes_of(stems, table)
    return (f'choose another --size: {", ".join(sizes)}' if sizes else
            'it has no config of this table in any size: correct --configs')


def sizes_of(stems: Iterable[str], table: Table) -> List[str]:
    """Sizes that at least one row of a table has a config of.

    Args:
        stems (Iterable[str]): Names of the configs that there are.
        table (Table): The table.

    Returns:
        list[str]: For ``--size``; the paper's first.
    """
    rows = _configs_of(table)
    # ablation_emotionet_cr_mv_gcn is a row, and not ablation_emotionet_cr_mv in the size "gcn".
    known = set().union(rows, *map(_configs_of, TABLES.values()))
    sizes = {_size_of(stem, rows, known) for stem in stems} - {None}
    return sorted(sizes, key=lambda size: (size != PAPER_SIZE, size))


def _configs_of(table: Table) -> Set[str]:
    return {row.config for section in table.sections for row in section.rows}


def _size_of(stem: str, rows: Collection[str], known: Collection[str]) -> Optional[str]:
    begins = [name for name in known if f'{stem}_'.startswith(f'{name}_')]
    name = max(begins, key=len, default=None)
    return None if name not in rows else stem[len(name) + 1:] or PAPER_SIZE
