"""What a training left in its work directory."""
from pathlib import Path
from typing import List, NamedTuple, Optional

from mlcr_mm.apis import choose_checkpoint
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
        checkpoint (str, optional): Another file than the one that the directory stands for; see
            :func:`mlcr_mm.apis.command_line.choose_checkpoint`. Defaults to None.
        config (str, optional): Another file than the config in the directory. Defaults to None.

    Returns:
        RunFiles: Files that exist; there may be no log.

    Raises:
        FileNotFoundError: If there is no such directory, config or checkpoint.
        ValueError: If the directory has several configs or best checkpoints, or the checkpoint is
            none.
    """
    folder = Path(work_dir)
    if not folder.is_dir():
        raise FileNotFoundError(f'{work_dir} is no folder: give the work directory of a training')
    if config and not Path(config).is_file():
        raise FileNotFoundError(f'--config {config} does not exist')
    config_file = Path(config) if config else _only_config(folder)
    checkpoint = choose_checkpoint(checkpoint or work_dir)
    check_is_checkpoint(checkpoint)
    return RunFiles(
        config_file,
        Path(checkpoint),
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
