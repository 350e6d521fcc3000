"""What was looked at, and the headline numbers."""
from datetime import datetime

import torch
from mmengine.config import Config

from mlcr_mm.files import printable

from .answers import Answers
from .run_files import RunFiles
from .section import Section, Table, percent

_METRICS = {
    'f1': 'F1, mean of the views (mlcr/f1)', 'f1_uncalibrated': 'the same, raw logits',
    'f1_ensemble': 'F1, mean of the probabilities', 'map': 'mean average precision, views',
    'map_ensemble': 'mean average precision, mean of the probabilities',
    'inconsistency': 'decisions on which the views differ'}


def summary_section(files: RunFiles, config: Config, part: str, answers: Answers,
                    version: str) -> Section:
    """Files, part, and the metrics of the test, in percent.

    Args:
        files (RunFiles): Of the training.
        config (Config): Of the training.
        part (str): 'test' or 'val'.
        answers (Answers): Of the model.
        version (str): Of this package.
    """
    scores = answers.scores
    dataset = config.test_dataloader.dataset.type
    facts = [
        ('config', printable(str(files.config))), ('checkpoint', printable(str(files.checkpoint))),
        ('images', f'{len(scores.images)} of the {part} part ({dataset})'),
        ('labels', f'{len(scores.classes)}: {", ".join(map(str, scores.classes))}'),
        ('model', f'{config.model.type}, '
                  f'{"two networks" if answers.num_views else "one network"}'),
        ('made', f'{datetime.now():%Y-%m-%d %H:%M} by mlcr_mm {version}, PyTorch '
                 f'{torch.__version__}')]
    metrics = [(text, percent(answers.metrics[name])) for name, text in _METRICS.items()
               if name in answers.metrics]
    return Section('Summary', [], [], [Table(['', ''], facts), Table(['%', 'value'], metrics)])
