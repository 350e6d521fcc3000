"""The whole report of a training."""
from copy import deepcopy
from pathlib import Path
from typing import Any, Dict, List, Optional

from matplotlib import rc_context
from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures.evaluation_data import build_test_dataset
from mlcr_mm.files import (
    load_checkpoint_safely,
    printable,
    refuse_overwriting,
    training_start,
    write_text,
)
from mlcr_mm.version import __version__

from .answers import predict_part
from .co_occurrence_section import co_occurrence_section
from .curves_section import precision_recall_section, reliability_section
from .disagreement_section import disagreement_section
from .errors_section import errors_section
from .f1_section import f1_section
from .page import render_page
from .run_files import RunFiles, find_run_files
from .section import Section
from .subjects_section import subjects_section
from .summary_section import summary_section
from .training_log import phase_spans, read_training_log
from .training_section import training_section

PARTS = ('test', 'val')
FILE = 'report.html'


def write_report(work_dir: str,
                 out: Optional[str] = None,
                 checkpoint: Optional[str] = None,
                 config: Optional[str] = None,
                 part: str = 'test',
                 device: Optional[str] = None,
                 options: Optional[Dict[str, Any]] = None,
                 num_resamples: int = 1000) -> Path:
    """Run a trained model on a part and write a page about both.

    Args:
        work_dir (str): Of ``tools/train.py``.
        out (str, optional): File to write. Defaults to None: ``report.html`` in ``work_dir``.
        checkpoint (str, optional): See :func:`find_run_files`. Defaults to None.
        config (str, optional): Likewise. Defaults to None.
        part (str): 'test' or 'val': whose images are looked at. Defaults to 'test'.
        device (str, optional): Defaults to a GPU if there is one.
        options (dict, optional): Settings that override the config's, e.g. ``data_root``.
        num_resamples (int): Of the bootstrap. Defaults to 1000.

    Returns:
        Path: The file written; it loads nothing from anywhere.

    Raises:
        OSError: If a file is missing.
        ValueError: If the files do not fit together, the part has no label to measure, or ``out``
            is one of the files.
        KeyError: If an option fits nothing.
    """
    files = find_run_files(work_dir, checkpoint, config)
    target = Path(out) if out else Path(work_dir, FILE)
    refuse_overwriting([('--out', target)], [files.config, files.checkpoint, *files.logs])
    settings = use_part(load_config(str(files.config), options), part)
    with rc_context({'text.parse_math': False}):  # a label may have dollar signs
        sections = _sections(files, settings, part, device, num_resamples)
    write_text(target, render_page(f'Report of {printable(files.config.stem)}', sections))
    return target


def use_part(config: Config, part: str) -> Config:
    """The config with the images of a part in the place of the test images.

    Raises:
        ValueError: If it has none.
    """
    if not config.get(f'{part}_dataloader'):
        raise ValueError(f'{config.filename} has no {part}_dataloader, so no images to look at')
    config = deepcopy(config)
    config.test_dataloader = config[f'{part}_dataloader']
    return config


def _sections(files: RunFiles, config: Config, part: str, device: Optional[str],
              num_resamples: int) -> List[Section]:
    log = read_training_log(files.logs, training_start(load_checkpoint_safely(
        str(files.checkpoint))))
    dataset = build_test_dataset(config)
    model = load_trained_model(config, str(files.checkpoint), device, dataset=dataset)
    answers = predict_part(config, model, dataset)
    return [
        summary_section(files, config, part, answers, __version__),
        training_section(log, phase_spans(config)),
        f1_section(answers, num_resamples),
        precision_recall_section(answers),
        reliability_section(answers),
        co_occurrence_section(answers),
        disagreement_section(answers),
        errors_section(answers, model, dataset),
        subjects_section(answers),
    ]
