"""Ends a run of several processes soon after one of them has ended."""
import json
import logging
import os
import selectors
import socket
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import Dict, Iterator, List, Optional

from mmengine.dist import all_gather_object, get_dist_info
from mmengine.logging import print_log

from mlcr_mm.files import printable

from ..command_line.error_sentence import error_sentence
from .process_links import connect_processes

_KILLED = 'without a word, as if it had been killed or its memory had not been enough'
_MAX_LETTERS = 4000
_WAIT = 2.  # seconds in which the death of another process is heard of


class ProcessWatch:
    """Hears when another process of the run ends, says so, and ends this one.

    Without it a process waits in its next exchange of tensors, with NCCL for as long as that may
    take (half an hour), with gloo until it fails on an address that names nobody; torchrun helps
    on its own machine only. Each process holds a connection with the first one. The system closes
    it with the process, however that ends; a machine that is gone is noticed after half a minute.

    Args:
        links (dict): Connection to each process that this one talks with, by rank.
        names (list[str]): What each process is called.
    """

    def __init__(self, links: Dict[int, socket.socket], names: List[str]) -> None:
        self._links, self._names, self._over = links, names, False
        self._rank = get_dist_info()[0]
        os.register_at_fork(after_in_child=self._close)  # a worker must not keep them open
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, text: Optional[str]) -> None:
        """Say that this process ends; None: that all is well."""
        self._over = True
        self._send(self._rank, text and text[:_MAX_LETTERS])

    def _send(self, rank: int, text: Optional[str]) -> None:
        message = json.dumps([rank, text]).encode() + b'\n'
        for link in self._links.values():
            with suppress(OSError):  # it has ended, too
                link.sendall(message)

    def _close(self) -> None:
        for link in self._links.values():
            link.close()

    def _listen(self) -> None:
        heard = dict.fromkeys(self._links, b'')
        with selectors.DefaultSelector() as selector:
            for rank, link in self._links.items():
                selector.register(link, selectors.EVENT_READ, rank)
            while selector.get_map():
                for key, _ in selector.select():
                    part = _read(key.fileobj)
                    heard[key.data] += part
                    if not part or part.endswith(b'\n'):
                        selector.unregister(key.fileobj)
                        self._understand(key.data, heard[key.data])

    def _understand(self, rank: int, message: bytes) -> None:
        ended, text = json.loads(message) if message.endswith(b'\n') else (rank, _KILLED)
        if text is not None and not self._over:
            self._end(ended, text)

    def _end(self, rank: int, text: str) -> None:
        """Pass it on, print it and end the process, wherever its main thread waits."""
        self._send(rank, text)
        print(f'error: {self._names[rank]} has ended: {printable(text)}; the run ends, since all '
              'its processes are needed; mend the cause, then go on (a training: with --resume)',
              file=sys.stderr, flush=True)
        sys.stdout.flush()
        os._exit(1)


def _read(link: socket.socket) -> bytes:
    """Nothing if the connection has ended, however."""
    try:
        return link.recv(1 << 16)
    except OSError:
        return b''


@contextmanager
def watch_processes() -> Iterator[None]:
    """End with one line if another process of the run ends before what is done inside does.

    Nothing happens in a run of one process. An error in this process is told to the others.
    """
    rank, world_size = get_dist_info()
    links = connect_processes() if world_size > 1 else None
    if world_size > 1 and links is None:
        print_log('the processes cannot reach each other beside their exchange of tensors: one '
                  'that ends is noticed by the launcher alone', level=logging.WARNING)
    if not links:
        yield
        return
    names = all_gather_object(f'process {rank} (rank {rank} of {world_size} on '
                              f'{socket.gethostname()}, process id {os.getpid()})')
    watch = ProcessWatch(links, names)
    try:
        yield
    except Exception as error:
        sentence = error_sentence(error)
        if sentence is None:
            time.sleep(_WAIT)  # an exchange of tensors fails if a process has ended: hear which
        watch.tell(sentence or f'{type(error).__name__}: {error}')
        raise
    except BaseException:
        watch.tell(None)  # interrupted: each process says so itself
        raise
    watch.tell(None)
