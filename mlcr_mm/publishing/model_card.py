"""What a published model says of itself, beside its config."""
import json
from pathlib import Path
from typing import Any, Dict, Optional

import numpy as np
from mmengine.config import Config

from mlcr_mm.files import training_start
from mlcr_mm.inference.crop_pipeline import CropPipeline, crop_size

from .seen_box import seen_box

_OF_TRAINING = ('epoch', 'iter', 'mmengine_version', 'experiment_name')
NO_STATEMENT = 'whoever published this model does not say what images it was trained on'


def describe_input(config: Config, alignment: Optional[Dict[str, Any]]) -> Dict[str, Any]:
    """What the networks see, for those who run the weights without this package.

    Args:
        config (Config): With ``model`` and ``test_dataloader``.
        alignment (dict, optional): The training's alignment record.

    Returns:
        dict: ``crop_size`` (side of the aligned crop), ``box`` (left, top, right, bottom of what
        the test pipeline takes of it), ``height`` and ``width`` (to which it brings that), in
        pixels; ``dtype``; ``channels`` ('RGB' or 'BGR'), ``mean`` and ``std`` (per channel in that
        order, of pixels in 0..255) of the normalisation.
    """
    size, pipeline = crop_size(config, alignment), CropPipeline(config)
    sample = pipeline(np.zeros((size, size, 3), np.uint8))['inputs']
    height, width = sample.shape[-2:]
    normalization = config.model.get('data_preprocessor') or {}
    is_rgb = normalization.get('to_rgb') or normalization.get('bgr_to_rgb')
    return dict(
        crop_size=size, box=seen_box(pipeline, size), height=height, width=width,
        dtype=str(sample.dtype).rsplit('.', 1)[-1],
        channels='RGB' if is_rgb else 'BGR', mean=list(normalization.get('mean') or [0.] * 3),
        std=list(normalization.get('std') or [1.] * 3))


def summarize_training(content: Dict[str, Any], config: Config,
                       metrics: Optional[Dict[str, float]] = None) -> Dict[str, Any]:
    """How a model came about: no folders, no machine.

    Args:
        content (dict): The checkpoint.
        config (Config): Of the training.
        metrics (dict, optional): See :func:`metrics_of_run`.

    Returns:
        dict: ``epoch``, ``iter``, ``mmengine_version``, ``experiment_name``, ``method``,
        ``phases``, ``labeled`` and ``unlabeled`` (type of the datasets), ``metrics``; None where
        nothing says it. Of a model that was published before, what it says.
    """
    meta = content.get('meta', {})
    if 'training' in meta:
        return dict(meta['training'])
    dataset = (config.get('train_dataloader') or {}).get('dataset', {})
    labeled, unlabeled = dataset.get('labeled', dataset) or {}, dataset.get('unlabeled') or {}
    return dict(
        **{name: meta.get(name) for name in _OF_TRAINING},
        method=config.model.get('type'),
        phases=list((config.get('train_cfg') or {}).get('phases') or []) or None,
        labeled=labeled.get('type'),
        unlabeled=unlabeled.get('type'),
        metrics=metrics)


def metrics_of_run(content: Dict[str, Any], checkpoint: str) -> Optional[Dict[str, float]]:
    """What the training measured after the epoch of a checkpoint.

    Args:
        content (dict): The checkpoint.
        checkpoint (str): Its file, in the work directory of the training.

    Returns:
        dict | None: Metric to value, from the log of the start that wrote the checkpoint; None if
        there is no such log, or nothing was measured after that epoch.
    """
    log = Path(checkpoint).parent / str(training_start(content)) / 'vis_data' / 'scalars.json'
    found = None
    for line in (log.read_text(encoding='utf-8', errors='replace').splitlines()
                 if log.is_file() else ()):
        try:
            values = json.loads(line)
        except ValueError:  # of a run that was killed
            continue
        measured = {name: value for name, value in values.items() if name.startswith('mlcr/')}
        if measured and values.get('step') == content['meta'].get('epoch'):
            found = measured
    return found
