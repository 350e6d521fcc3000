"""One test of a training."""
import json
import os
from pathlib import Path
from typing import List, Optional

from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.evaluation.scores import Scores, read_scores
from mlcr_mm.files import write_text

from .data_files import changed_files, data_hashes
from .training import Training, digest


class Evaluation:
    """The test of a training, on the test images of its config or of another one.

    Args:
        training (Training): What is tested.
        test (Path, optional): A config; its test images, with the training's transforms of them,
            are taken. Defaults to None: the training's own.
        test_root (str, optional): Where these images are, if not where ``test`` says.
    """

    def __init__(self, training: Training, test: Optional[Path] = None,
                 test_root: Optional[str] = None) -> None:
        self.training = training
        self.name = test.stem if test else 'test'
        self._dataset = dict(training.settings.test_dataloader.dataset)
        self._is_own = test is None
        if test:
            options = {'test_data_root': test_root} if test_root else None
            dataset = load_config(str(test), options).test_dataloader.dataset
            self._dataset = {**dataset, 'pipeline': self._dataset['pipeline']}
        self.folder = training.folder / f'{self.name}-{digest(self._dataset)}'

    @property
    def scores(self) -> Path:
        """Path: The file with the scores; there when the test is finished."""
        return self.folder / 'scores.npz'

    @property
    def _unfinished(self) -> Path:
        """What a test writes, which may still fail then."""
        return self.folder / 'unfinished_scores.npz'

    @property
    def is_done(self) -> bool:
        """bool: Whether it is finished."""
        return self.training.is_done and self.scores.is_file()

    @property
    def _data_record(self) -> Path:
        return self.folder / 'data.json'

    def changed_files(self) -> List[str]:
        """Labels and lists that have changed since it ran; none if it has not."""
        if not self.is_done or not self._data_record.is_file():
            return []
        try:
            recorded = dict(json.loads(self._data_record.read_text()))
        except (ValueError, TypeError):
            raise ValueError(f'{self._data_record} cannot be read: it should hold hashes of the '
                             f'labels; delete {self.folder} to test again') from None
        return changed_files(recorded, self._dataset)

    def read(self) -> Scores:
        """The scores of a finished test."""
        return read_scores(self.scores)

    def command(self, tools: Path) -> List[str]:
        """Arguments for Python that test."""
        if self._is_own:
            config, options = self.training.config, self.training.options
        else:  # the options are in the written config
            config, options = self.folder / 'config.py', []
        return [
            str(tools / 'test.py'), str(config), str(self.training.checkpoint), '--work-dir',
            str(self.folder), '--out', str(self._unfinished),
            *(['--cfg-options', *options] if options else [])
        ]

    def prepare(self) -> None:
        """Make the folder; write down what is read, and the config of a test on other images."""
        write_text(self._data_record, json.dumps(data_hashes(self._dataset), indent=1))
        self._unfinished.unlink(missing_ok=True)  # of a test that failed
        if self._is_own:
            return
        config = Config(self.training.settings.to_dict())
        config.test_dataloader.dataset = self._dataset
        config.dump(str(self.folder / 'config.py'))

    def finish(self) -> None:
        """Take the scores of a test that ended without an error."""
        os.replace(self._unfinished, self.scores)


def check_same_images(who: str, scores: Scores, others: Scores) -> None:
    """Refuse to compare or join tests on different images.

    Args:
        who (str): The two tests, for the message.
        scores (Scores): Of one test.
        others (Scores): Of the other.

    Raises:
        ValueError: If images, labels or classes differ.
    """
    if scores.test_set != others.test_set:
        raise ValueError(f'{who} were tested on different images or labels; delete the older test '
                         'folders and run again')
