"""A file that is fetched once, and only kept if it is the expected one."""
import hashlib
import os
import urllib.error
import urllib.request
from pathlib import Path

from .atomic import replacing

_TIMEOUT = 30  # seconds without an answer
_LARGEST = 64 * 2**20  # bytes; what is fetched here are small models


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/mlcr_mm``, by default ``~/.cache/mlcr_mm``."""
    return Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache', 'mlcr_mm')


def fetch_verified(url: str, sha256: str, folder: Path) -> Path:
    """Give a file, from the folder if it is there, else from its address.

    Args:
        url (str): Where it is; its last part is the file's name.
        sha256 (str): Hexadecimal digest of the content.
        folder (Path): Where it is kept.

    Returns:
        Path: The file.

    Raises:
        ConnectionError: If it cannot be fetched.
        ValueError: If what comes is another file; it is not kept.
    """
    path = folder / url.rsplit('/', 1)[-1]
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
        return path
    try:
        # bandit: the addresses are constants of this package, and the content's hash is compared.
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:  # nosec B310
            data = answer.read(_LARGEST)
    except (urllib.error.URLError, OSError) as error:
        raise ConnectionError(f'{url} cannot be fetched ({getattr(error, "reason", error)}): is '
                              f'there a network? Otherwise put the file at {path}') from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ValueError(f'{url} gave another file than expected: SHA-256 {found} instead of '
                         f'{sha256}; it is not used')
    with replacing(path, unique=True) as temporary:
        temporary.write_bytes(data)
    return path
