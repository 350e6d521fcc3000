"""Labels for training on one database and testing on another."""
from typing import Sequence, Tuple


def common_labels(first: Sequence[str], second: Sequence[str]) -> Tuple[str, ...]:
    """Labels that two databases have, by name: ``classes`` of a cross-database config.

    Args:
        first (Sequence[str]): Labels of the database to train on.
        second (Sequence[str]): Labels of the other one, in any order.

    Returns:
        tuple[str, ...]: In the order of ``first``.

    Raises:
        ValueError: If they have none in common.
    """
    common = tuple(name for name in first if name in set(second))
    if not common:
        raise ValueError(f'no label is in both {list(first)} and {list(second)}')
    return common
