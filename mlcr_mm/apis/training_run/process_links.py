"""Connections between the processes of a run, beside their exchange of tensors."""
import os
import secrets
import socket
import time
from typing import Dict, Optional

from mmengine.dist import all_gather_object, broadcast_object_list, get_dist_info

_PATIENCE = 20.  # seconds until all have to be connected
#: Linux's names of the seconds until a silent connection is asked, between questions, and how many.
_KEEP_ALIVE = dict(TCP_KEEPIDLE=10, TCP_KEEPINTVL=5, TCP_KEEPCNT=4)

Links = Dict[int, socket.socket]


def connect_processes() -> Optional[Links]:
    """Connect each process of the run with the first one; call it in all of them.

    Only who knows a random number, which goes through the exchange of tensors, is let in.

    Returns:
        dict | None: For the first process a connection to each other one by rank, for another one
        that to the first, under 0. None in all processes if one could not be made.
    """
    rank, _ = get_dist_info()
    server = _open_server() if rank == 0 else None
    place = [server and [*server.getsockname()[:2], secrets.token_hex(16)]]
    broadcast_object_list(place)
    links = place[0] and (_accept(server, place[0][2]) if rank == 0 else _connect(*place[0]))
    if server:
        server.close()
    if all(entry is not None for entry in all_gather_object(links and True)):
        return links
    for link in (links or {}).values():
        link.close()
    return None


def _open_server() -> Optional[socket.socket]:
    """At the address under which the launcher has told the others of the first process."""
    try:
        family, *_, address = socket.getaddrinfo(
            os.environ.get('MASTER_ADDR', '127.0.0.1'), 0, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family)
    except OSError:
        return None


def _accept(server: socket.socket, token: str) -> Optional[Links]:
    links: Links = {}
    end = time.monotonic() + _PATIENCE
    while len(links) < get_dist_info()[1] - 1:
        try:
            server.settimeout(max(end - time.monotonic(), 0.01))
            link, _ = server.accept()
            link.settimeout(1)
            words = link.makefile('r').readline().split()
        except (OSError, ValueError):
            if time.monotonic() > end:
                return None
            continue
        if len(words) == 2 and secrets.compare_digest(words[0], token) and words[1].isdigit():
            links[int(words[1])] = _kept_alive(link)
        else:
            link.close()
    return links


def _connect(host: str, port: int, token: str) -> Optional[Links]:
    try:
        link = socket.create_connection((host, port), timeout=_PATIENCE)
        link.sendall(f'{token} {get_dist_info()[0]}\n'.encode())
        return {0: _kept_alive(link)}
    except OSError:
        return None


def _kept_alive(link: socket.socket) -> socket.socket:
    """A connection without time limit, which fails soon after the other machine is gone."""
    link.settimeout(None)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE.items():
        if hasattr(socket, name):
            link.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return link
