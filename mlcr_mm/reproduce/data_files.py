"""Whether labels, image lists, graphs and weights on the disk are those that a run has read."""
import hashlib
import inspect
import os.path as osp
from functools import cache
from glob import glob
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence

from mmengine.config import Config

from mlcr_mm.datasets.wrapped import leaf_configs
from mlcr_mm.engine.checkpoints.training_configs import weight_files
from mlcr_mm.registry import DATASETS

#: Arguments of the datasets that name a file relative to ``data_root``; ``ann_file`` may also be a
#: folder of such files, or a pattern.
_KEYS = ('ann_file', 'image_list', 'partition_file', 'subject_file')
_LABEL_SUFFIXES = ('.csv', '.txt')
_LENGTH = 16


def configured_files(config: Config) -> List[str]:
    """The files beside the data that a training starts from.

    Args:
        config (Config): Of the training.

    Returns:
        list[str]: That of the label graph, and those of :func:`weight_files`.
    """
    graph = ((config.get('model') or {}).get('head') or {}).get('adjacency')
    return [*([graph] if isinstance(graph, str) else []), *weight_files(config)]


def data_hashes(dataset: Mapping[str, Any], files: Sequence[str] = ()) -> Dict[str, str]:
    """Hash the labels and lists of a dataset, not its images.

    Args:
        dataset (Mapping): Config of a dataset, or of one around others.
        files (Sequence[str]): Others that are hashed as well. Defaults to ().

    Returns:
        dict[str, str]: What the config names, below its ``data_root``, to a hash of the content;
        without what does not exist.
    """
    names = dict.fromkeys(
        [*(name for leaf in leaf_configs(dataset) for name in _named_files(leaf)), *files])
    hashes = {name: _hash_of_any(name) for name in names}
    return {name: value for name, value in hashes.items() if value is not None}


def changed_files(recorded: Optional[Mapping[str, str]], dataset: Mapping[str, Any],
                  files: Sequence[str] = ()) -> List[str]:
    """Files with another content than a run has read.

    Args:
        recorded (Mapping[str, str], optional): :func:`data_hashes` when it ran; None of a run that
            is older than these records.
        dataset (Mapping): The config of its dataset.
        files (Sequence[str]): See :func:`data_hashes`. Defaults to ().

    Returns:
        list[str]: Without those that do not exist now: a table can be written from finished runs
        where the data are not.
    """
    if not recorded:
        return []
    return [name for name, value in data_hashes(dataset, files).items()
            if recorded.get(name, value) != value]


def _named_files(leaf: Mapping[str, Any]) -> Iterator[str]:
    """What a dataset reads beside its images, by its config or by default."""
    kind = leaf.get('type')
    kind = DATASETS.get(kind) if isinstance(kind, str) else kind
    for key in _KEYS:
        name = leaf[key] if key in leaf else _default(kind, key)
        is_unused = key == 'partition_file' and leaf.get('split') is None
        if name and isinstance(name, str) and not is_unused:
            yield osp.join(leaf.get('data_root') or '', name)


def _default(kind: Optional[type], key: str) -> Any:
    """Of an argument that a class, or the first of its bases that has it, takes."""
    for base in getattr(kind, '__mro__', ()):
        if '__init__' in vars(base):
            parameter = inspect.signature(base.__init__).parameters.get(key)
            if parameter is not None:
                return None if parameter.default is parameter.empty else parameter.default
    return None


def _hash_of_any(name: str) -> Optional[str]:
    """Of a file, of the labels in a folder, or of the files of a pattern."""
    if osp.isfile(name):
        return _hash_of_file(Path(name))
    if osp.isdir(name):
        return _hash_of_all(sorted(path for path in Path(name).rglob('*')
                                   if path.suffix.lower() in _LABEL_SUFFIXES and path.is_file()))
    return _hash_of_all([Path(path) for path in sorted(glob(name))])


def _hash_of_all(paths: Sequence[Path]) -> Optional[str]:
    parts = [f'{path}\0{_hash_of_file(path)}' for path in paths]
    return _shorten('\n'.join(parts).encode('utf-8', 'surrogateescape')) if parts else None


def _hash_of_file(path: Path) -> str:
    status = path.stat()
    return _read_and_hash(path, status.st_mtime_ns, status.st_size)


@cache  # a plan asks for the files of one database again and again
def _read_and_hash(path: Path, changed: int, size: int) -> str:
    return _shorten(path.read_bytes())


def _shorten(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_LENGTH]
