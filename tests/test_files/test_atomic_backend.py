import pytest
from mmengine.fileio import get_file_backend

from mlcr_mm.files import atomic_backend  # noqa: F401 (registers it)


def test_the_old_file_stays_where_the_new_one_cannot_be_written(tmp_path, monkeypatch):
    backend = get_file_backend(str(tmp_path), backend_args=dict(backend='atomic'))
    file = tmp_path / 'folder' / 'a.pth'
    backend.put(b'old', file)
    monkeypatch.setattr('os.fsync', lambda _: (_ for _ in ()).throw(OSError(28, 'full')))
    with pytest.raises(OSError, match='full'):
        backend.put(b'new', file)
    assert file.read_bytes() == b'old' and [path.name for path in file.parent.iterdir()] == [
        'a.pth']
