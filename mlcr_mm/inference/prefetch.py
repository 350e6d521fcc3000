"""Preparing what comes next beside the work on what is there."""
import queue
import threading
from typing import Any, Iterable, Iterator

_END = object()


def prefetch(items: Iterable[Any], ahead: int = 2) -> Iterator[Any]:
    """Run an iterator in a thread of its own.

    Decoding, detection and warping release Python's lock, so that they go on while the networks
    compute.

    Args:
        items (Iterable): Taken one after the other, in order.
        ahead (int): How many may wait; what bounds the memory. Defaults to 2.

    Yields:
        Any: The same items in the same order.

    Raises:
        Exception: What ``items`` raises, after the items before.
    """
    waiting: queue.Queue = queue.Queue(ahead)
    stop = threading.Event()
    thread = threading.Thread(target=_fill, args=(items, waiting, stop), daemon=True)
    thread.start()
    try:
        while True:
            item, error = waiting.get()
            if error is not None:
                raise error
            if item is _END:
                return
            yield item
    finally:
        stop.set()
        thread.join()


def _fill(items: Iterable[Any], waiting: queue.Queue, stop: threading.Event) -> None:
    try:
        for item in items:
            if not _put((item, None), waiting, stop):
                return
        _put((_END, None), waiting, stop)
    except BaseException as error:  # it is raised where the items are used
        _put((_END, error), waiting, stop)
    finally:
        if hasattr(items, 'close'):
            items.close()


def _put(item: Any, waiting: queue.Queue, stop: threading.Event) -> bool:
    """Wait for room; False if nobody wants the item any more."""
    while not stop.is_set():
        try:
            waiting.put(item, timeout=0.1)
            return True
        except queue.Full:
            continue
    return False
