"""One training, known by all that decides its result."""
import hashlib
import json
from argparse import ArgumentError, ArgumentParser
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from mlcr_mm.apis import OptionAction, load_config
from mlcr_mm.datasets import dataset_leaves
from mlcr_mm.files import last_checkpoint

from .data_files import changed_files, configured_files, data_hashes
from .sessions import Sessions

#: The settings that decide the weights, beside the hooks; others change what is shown.
_DECIDING = ('model', 'data_preprocessor', 'train_dataloader', 'train_cfg', 'optim_wrapper',
             'param_scheduler', 'custom_hooks', 'load_from', 'randomness', 'auto_scale_lr')
#: The default hooks that show, count, save and check, and decide nothing.
_NOT_DECIDING = ('runtime_info', 'timer', 'logger', 'checkpoint', 'visualization', 'label_shares',
                 'checkpoint_guard', 'parts_disjoint')
#: Where the config of MLCT takes the checkpoints of its two networks.
VIEW_CHECKPOINTS = 'train_cfg.view_checkpoints'
#: Files of a training that is finished.
CHECKPOINT, RECORD = 'final.pth', 'trained.json'


def parse_options(options: Sequence[str]) -> Dict[str, Any]:
    """``KEY=VALUE`` as ``--cfg-options`` reads them.

    Raises:
        ValueError: If one is none.
    """
    parser = ArgumentParser(exit_on_error=False)
    parser.add_argument('--cfg-options', nargs='*', action=OptionAction)
    try:
        return parser.parse_args(['--cfg-options', *options]).cfg_options or {}
    except ArgumentError as error:
        raise ValueError(f'--cfg-options: {error.message}') from None


def digest(value: Any) -> str:
    """Eight characters that differ where the values do."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _is_finished(folder: Path) -> bool:
    """A record that cannot be read is written anew: the training ends at its last checkpoint."""
    return (folder / CHECKPOINT).is_file() and _read_record(folder / RECORD) is not None


def _read_record(path: Path) -> Optional[Dict[str, Any]]:
    try:
        record = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def _find_folder(root: Path, stem: str, end: str) -> Path:
    """The folder of a training, which may have begun under another name of its config.

    Of several it is one that is finished, then that of this name.
    """
    own = root / f'{stem}{end}'
    folders = [own, *sorted(path for path in root.glob(f'*{end}') if path != own)]
    begun = [folder for folder in folders if folder.is_dir()]
    done = [folder for folder in begun if _is_finished(folder)]
    return [*done, *begun, own][0]


class Training:
    """A config with options; two with the same settings are one, whatever the config is called.

    Args:
        config (Path): The config file.
        repeat (str): What tells it from other trainings of the config, e.g. 'seed0'.
        options (Sequence[str]): ``KEY=VALUE`` for ``--cfg-options``.
        amp (bool): Automatic mixed precision.
        root (Path): Folder of all runs.
        views (Sequence[Training]): Trainings whose checkpoints it needs.
    """

    def __init__(self, config: Path, repeat: str, options: Sequence[str], amp: bool, root: Path,
                 views: Sequence['Training'] = ()) -> None:
        self.config = config
        self.repeat = repeat
        self.amp = amp
        self.views = tuple(views)
        self._options = tuple(options)
        self.settings = load_config(str(config), parse_options(self._options))
        deciding = {key: self.settings.get(key) for key in _DECIDING}
        deciding['hooks'] = {
            name: hook for name, hook in (self.settings.get('default_hooks') or {}).items()
            if name not in _NOT_DECIDING}
        # Training images go through it for the calibration and for targets.
        test = (self.settings.get('test_dataloader') or {}).get('dataset') or {}
        deciding['test_pipelines'] = [leaf.get('pipeline') for leaf in dataset_leaves(test)]
        self.digest = digest([deciding, sorted(options), amp, [view.digest for view in views]])
        self.folder = _find_folder(root, config.stem, f'-{repeat}-{self.digest}')

    @property
    def options(self) -> List[str]:
        """list[str]: ``KEY=VALUE`` for the commands, with the checkpoints that it needs."""
        files = ','.join(str(view.checkpoint) for view in self.views)
        return [*self._options, *([f'{VIEW_CHECKPOINTS}=[{files}]'] if files else [])]

    @property
    def checkpoint(self) -> Path:
        """Path: The weights at the end; a link to the last checkpoint."""
        return self.folder / CHECKPOINT

    @property
    def record(self) -> Path:
        """Path: When and where it ran; written when it is finished."""
        return self.folder / RECORD

    @property
    def is_done(self) -> bool:
        """bool: Whether it is finished."""
        return _is_finished(self.folder)

    def data_hashes(self) -> Dict[str, str]:
        """Of the labels, lists, graphs and weights that it reads; see :func:`data_hashes`."""
        return data_hashes(self._dataset, self._files)

    def changed_files(self) -> List[str]:
        """Those of them that have changed since it ran, or since it began."""
        if self.is_done:
            recorded = (_read_record(self.record) or {}).get('data')
        elif self.last_checkpoint():
            recorded = (Sessions(self.folder).read() or [{}])[-1].get('data')
        else:
            recorded = None
        return changed_files(recorded, self._dataset, self._files)

    @property
    def _files(self) -> List[str]:
        return configured_files(self.settings)

    @property
    def _dataset(self) -> Dict[str, Any]:
        return (self.settings.get('train_dataloader') or {}).get('dataset') or {}

    def last_checkpoint(self) -> Optional[Path]:
        """The latest checkpoint so far, None before the first."""
        named = last_checkpoint(self.folder)
        path = self.folder / Path(named or '').name
        return path if path.is_file() else None

    def command(self, tools: Path) -> List[str]:
        """Arguments for Python that start or continue the training."""
        command = [str(tools / 'train.py'), str(self.config), '--work-dir', str(self.folder),
                   '--no-validate']
        if self.amp:
            command.append('--amp')
        if self.last_checkpoint():
            command.append('--resume')
        return [*command, *(['--cfg-options', *self.options] if self.options else [])]
