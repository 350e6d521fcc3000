"""A trained model as a file to give away: weights, and what it takes to use them."""
import hashlib
from pathlib import Path
from typing import Any, Dict, Optional

import torch
from mmengine.config import Config

from mlcr_mm.engine.checkpoints import build_trained_model
from mlcr_mm.files import load_checkpoint_safely, replacing
from mlcr_mm.inference.checkpoint_config import class_names, config_of_checkpoint, fit_for_inference
from mlcr_mm.inference.crop_pipeline import training_alignment
from mlcr_mm.models import LogitShift

from .published_config import published_config


def publish_checkpoint(checkpoint: str, out: str, config: Optional[Config] = None) -> Path:
    """Write the published form of a checkpoint; the hash of its content becomes part of its name.

    Args:
        checkpoint (str): A checkpoint of ``tools/train.py``. Nothing in it is run.
        out (str): File to write, ending in '.pth'; ``face.pth`` becomes ``face-1a2b3c4d.pth``.
        config (Config, optional): Its config, where the checkpoint does not say it. Defaults to
            None.

    Returns:
        Path: The file written. ``torch.load(FILE, weights_only=True)`` reads it.

    Raises:
        FileNotFoundError: If there is no such checkpoint.
        ValueError: If it is none, does not fit its config, or ``out`` does not end in '.pth'.
    """
    if Path(out).suffix != '.pth':
        raise ValueError(f'{out}: a published model is a .pth file')
    content = published_content(load_checkpoint_safely(checkpoint), checkpoint, config)
    target = Path(out).with_name(f'{Path(out).stem}-{_digest(content)}.pth')
    with replacing(target) as temporary:
        torch.save(content, temporary)
    return target


def published_content(content: Dict[str, Any], path: str,
                      config: Optional[Config] = None) -> Dict[str, Any]:
    """What the published form of a checkpoint holds.

    The label graph is folded into plain classifiers, the shifts of a calibrated model into their
    biases: whoever computes the logits has those of the decisions. Optimizer, log history, seeds,
    folders and the rest of the training stay out.

    Args:
        content (dict): The checkpoint.
        path (str): Its file, for errors.
        config (Config, optional): See :func:`publish_checkpoint`.

    Returns:
        dict: ``state_dict`` and ``meta``: ``cfg``, ``dataset_meta``, ``alignment``, ``training``.

    Raises:
        ValueError: If the checkpoint does not fit its config, or says no names of labels.
    """
    config = fit_for_inference(config or config_of_checkpoint(content, path))
    classes = class_names(content, config, path)
    model = build_trained_model(config, content, path, 'cpu')
    if hasattr(model.head, 'without_graph'):
        model.head = model.head.without_graph()
    for module in model.modules():
        if isinstance(module, LogitShift):
            module.fold_logit_shift()
    slim = published_config(config)
    training = {name: content.get('meta', {}).get(name)
                for name in ('epoch', 'iter', 'mmengine_version', 'experiment_name')}
    published = dict(
        state_dict={name: tensor.clone() for name, tensor in model.state_dict().items()},
        meta=dict(
            cfg=slim.pretty_text,
            dataset_meta=dict(classes=tuple(classes)),
            alignment=training_alignment(config, content),
            training=training))
    build_trained_model(slim, published, path, 'cpu')  # whoever gets it can load it
    return published


def _digest(content: Dict[str, Any]) -> str:
    """Eight digits of the SHA-256 of names, values, and config, whatever wrote the file."""
    digest = hashlib.sha256(content['meta']['cfg'].encode())
    digest.update(repr(content['meta']['dataset_meta']['classes']).encode())
    for name, tensor in sorted(content['state_dict'].items()):
        digest.update(f'{name} {tensor.dtype} {tuple(tensor.shape)}'.encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()[:8]
