"""Where the configs and tools lie that come with the package.

A config in any folder inherits a shipped one by ::

    _base_ = __import__('mlcr_mm').config_path('mlcr_emotionet.py')

mmengine evaluates the right side of ``_base_``, so this works in every tool of every mm package,
from a clone, an editable install and a wheel. ``_base_ = 'mlcr_mm::...'`` does not: mmengine has a
fixed table of the packages that it takes there, wants a name with a slash, and plants ``_scope_``
into what it inherits, which stops mmpretrain's ``browse_dataset``. ``read_base()`` forbids
``_base_`` along the whole chain, and mmpretrain has pure Python versions of few of its bases only.
"""
import os.path as osp
from difflib import get_close_matches
from pathlib import Path
from typing import Dict

_PACKAGE = Path(__file__).resolve().parent
#: Holds ``configs`` and ``tools``: the clone or, in an installed wheel, a folder of the package.
HOME = _PACKAGE / '.mim' if (_PACKAGE / '.mim').is_dir() else _PACKAGE.parent
CONFIGS = HOME / 'configs'
TOOLS = HOME / 'tools'
#: Holds the toy: a published model of ``configs/mlcr_demo.py``, made as docs/inference.md says.
WEIGHTS = _PACKAGE / 'weights'


def config_path(name: str) -> str:
    """Path of a config that comes with the package.

    Args:
        name (str): Relative to the folder of the configs, e.g. ``'mlcr_emotionet.py'`` or
            ``'_base_/schedules/mlcr_views.py'``; of a leaf in a folder of its own the name of the
            file is enough, e.g. ``'supervised_demo.py'``.

    Returns:
        str: Absolute path.

    Raises:
        FileNotFoundError: If there is no such config.
    """
    path = CONFIGS / name
    if not path.is_file():
        path = leaf_configs(CONFIGS).get(name.removesuffix('.py'), path)
    if not path.is_file():
        known = [str(file.relative_to(CONFIGS)) for file in sorted(CONFIGS.rglob('*.py'))]
        nearest = get_close_matches(name, known, n=3, cutoff=0.4)
        raise FileNotFoundError(f'mlcr_mm has no config {name}; ' + (
            f'nearest names: {", ".join(nearest)}' if nearest else f'see {CONFIGS}'))
    return str(path)


def leaf_configs(folder: Path) -> Dict[str, Path]:
    """The configs in a folder, and in the folders of it, that can be trained: all but the bases.

    Args:
        folder (Path): With a folder ``_base_`` or without.

    Returns:
        dict[str, Path]: Stem to file, sorted; of two files of one name the one in ``folder``.
    """
    files = [*sorted(folder.glob('*/*.py')), *sorted(folder.glob('*.py'))]
    found = {path.stem: path for path in files if path.parent.name != '_base_'}
    return dict(sorted(found.items()))


def toy_model() -> Path:
    """The model that comes with the package, trained on drawn faces: a toy.

    Returns:
        Path: A file of ``tools/publish_model.py``.

    Raises:
        FileNotFoundError: If it is missing, or there are several.
    """
    files = list(WEIGHTS.glob('*.safetensors'))
    if len(files) != 1:
        raise FileNotFoundError(f'{WEIGHTS} should hold one model, and has {len(files)}: give '
                                '--checkpoint, or install the package again')
    return files[0]


def find_config(path: str) -> str:
    """The file that a command line names: a file, or the name of a config of the package.

    Args:
        path (str): As the user wrote it.

    Returns:
        str: ``path`` itself if it exists.

    Raises:
        FileNotFoundError: If it is neither.
    """
    if osp.isfile(path):
        return path
    try:
        return config_path(path)
    except FileNotFoundError as error:
        raise FileNotFoundError(f'config {path} does not exist, and {error}') from None
