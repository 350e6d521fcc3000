import hashlib
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mlcr_mm.files.verified_download import cache_folder, fetch_verified

DATA = b'a model' * 100
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def server(tmp_path):
    """A server on the loopback interface, its address, and the requests it got."""
    (tmp_path / 'www').mkdir()
    (tmp_path / 'www' / 'model.onnx').write_bytes(DATA)
    requests = []

    class Handler(SimpleHTTPRequestHandler):

        def __init__(self, *args):
            super().__init__(*args, directory=str(tmp_path / 'www'))

        def log_request(self, *args):
            requests.append(self.path)

        def log_message(self, *args):
            pass

    web = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    yield f'http://127.0.0.1:{web.server_port}', requests
    web.shutdown()
    web.server_close()


def test_a_file_is_fetched_once(server, tmp_path):
    address, requests = server
    for _ in range(2):
        path = fetch_verified(f'{address}/model.onnx', DIGEST, tmp_path / 'cache' / 'deep')
        assert path.read_bytes() == DATA
    assert requests == ['/model.onnx']
    path.write_bytes(DATA[:-1])  # a damaged file is fetched again
    assert fetch_verified(f'{address}/model.onnx', DIGEST, path.parent).read_bytes() == DATA
    assert [file.name for file in path.parent.iterdir()] == ['model.onnx']


def test_another_file_is_refused_and_not_kept(server, tmp_path):
    with pytest.raises(ValueError, match=f'another file.*{DIGEST} instead of 0000'):
        fetch_verified(f'{server[0]}/model.onnx', '0000', tmp_path / 'cache')
    assert not (tmp_path / 'cache').exists()


def test_no_network_says_where_the_file_belongs(server, tmp_path):
    for address in (f'{server[0]}/gone.onnx', 'http://127.0.0.1:9/gone.onnx'):
        with pytest.raises(ConnectionError, match=f'network.*{tmp_path}/gone.onnx'):
            fetch_verified(address, DIGEST, tmp_path)


def test_the_cache_follows_the_users_setting(monkeypatch, tmp_path):
    monkeypatch.setenv('XDG_CACHE_HOME', str(tmp_path))
    assert cache_folder() == tmp_path / 'mlcr_mm'
