import socket
import threading

import pytest

from mlcr_mm.apis.training_run import process_links


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv('MASTER_ADDR', 'localhost')
    monkeypatch.setattr(process_links, 'get_dist_info', lambda: (1, 2))
    with process_links._open_server() as server:
        yield server


def accept(server, token='right'):
    """Accept in a thread, as the first process does; what it returned is put into the list."""
    result = []
    thread = threading.Thread(target=lambda: result.append(process_links._accept(server, token)))
    thread.start()
    return thread, result


def test_two_processes_talk(server):
    thread, result = accept(server)
    mine = process_links._connect(*server.getsockname()[:2], 'right')
    thread.join()
    mine[0].sendall(b'hello')
    assert result[0][1].recv(9) == b'hello'
    mine[0].close(), result[0][1].close()


def test_a_stranger_is_not_let_in(server):
    thread, result = accept(server)
    with socket.create_connection(server.getsockname()[:2]) as stranger:
        stranger.sendall(b'wrong 1\n')
        assert stranger.recv(1) == b''
    assert not result
    mine = process_links._connect(*server.getsockname()[:2], 'right')
    thread.join()
    assert list(result[0]) == [1]
    mine[0].close(), result[0][1].close()


def test_nobody_comes(server, monkeypatch):
    monkeypatch.setattr(process_links, '_PATIENCE', .05)
    assert process_links._accept(server, 'right') is None


def test_nobody_is_there(monkeypatch):
    with socket.create_server(('127.0.0.1', 0)) as server:
        port = server.getsockname()[1]
    assert process_links._connect('127.0.0.1', port, 'right') is None
    monkeypatch.setenv('MASTER_ADDR', '192.0.2.1')  # of no machine
    assert process_links._open_server() is None
