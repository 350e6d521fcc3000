"""What a training left in its work directory."""
from pathlib import Path
from typing import List, NamedTuple, Optional

from mlcr_mm.apis.resuming import latest_whole_checkpoint
from mlcr_mm.files import check_is_checkpoint


class RunFiles(NamedTuple):
    """The files that a report is made from.

    Attributes:
        config (Path): The config that the training ran with.
        checkpoint (Path): The weights.
        logs (list[Path]): ``scalars.json`` of each start of the training, the oldest first.
    """

    config: Path
    checkpoint: Path
    logs: List[Path]


def find_run_files(work_dir: str, checkpoint: Optional[str] = None,
                   config: Optional[str] = None) -> RunFiles:
    """Look into a work directory.

    Args:
        work_dir (str): Of ``tools/train.py``.
        checkpoint (str, optional): Another file than the best one (``best_*.pth``), or where there
            is none, the last one. Defaults to None.
        config (str, optional): Another file than the config in the directory. Defaults to None.

    Returns:
        RunFiles: Files that exist; there may be no log.

    Raises:
        FileNotFoundError: If there is no such directory, config or checkpoint.
        ValueError: If the directory has several configs, no checkpoint of it is whole, or the one
            that is named is none.
    """
    folder = Path(work_dir)
    if not folder.is_dir():
        raise FileNotFoundError(f'{work_dir} is no folder: give the work directory of a training')
    if checkpoint:
        check_is_checkpoint(checkpoint)
    if config and not Path(config).is_file():
        raise FileNotFoundError(f'--config {config} does not exist')
    return RunFiles(
        Path(config) if config else _only_config(folder),
        Path(checkpoint) if checkpoint else _best_checkpoint(folder),
        sorted(folder.glob('*/vis_data/scalars.json')))


def _only_config(folder: Path) -> Path:
    configs = sorted(folder.glob('*.py'))
    if len(configs) == 1:
        return configs[0]
    if configs:
        raise ValueError(f'{folder} has several configs, {", ".join(file.name for file in configs)}'
                         ': name one with --config')
    raise FileNotFoundError(f'{folder} has no config (*.py): it is no work directory of '
                            'tools/train.py; or name the config with --config')


def _best_checkpoint(folder: Path) -> Path:
    best = sorted(folder.glob('best_*.pth'), key=lambda file: file.stat().st_mtime)
    if best:
        return best[-1]
    last = latest_whole_checkpoint(str(folder))
    if last is None:
        raise FileNotFoundError(f'{folder} has no checkpoint: train first, or name one with '
                                '--checkpoint')
    return Path(last)
