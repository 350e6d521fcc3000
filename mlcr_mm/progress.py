"""A bar for work that makes people wait."""
import time
from typing import Iterable, Iterator, Optional, TypeVar

from mmengine.dist import is_main_process
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

Item = TypeVar('Item')

PATIENCE = 1.  # seconds


def track(items: Iterable[Item], what: str, total: Optional[int] = None,
          any_rank: bool = False) -> Iterator[Item]:
    """Iterate, with a bar on the terminal once it has taken longer than a second.

    Args:
        items (Iterable): What is worked on.
        what (str): The work, e.g. 'drawing faces'.
        total (int, optional): Number of items. Defaults to None: not known.
        any_rank (bool): Whether any process shows it, for work that whichever comes first does
            alone. Defaults to False: the main process.

    Yields:
        Any: The items.
    """
    console = Console(stderr=True)
    if not console.is_terminal or not (any_rank or is_main_process()):
        yield from items
        return
    progress = Progress(console=console, transient=True)
    task = progress.add_task(escape(what), total=total)
    start = time.monotonic()
    try:
        for item in items:
            yield item
            progress.advance(task)
            if not progress.live.is_started and time.monotonic() - start > PATIENCE:
                progress.start()
    finally:
        progress.stop()
