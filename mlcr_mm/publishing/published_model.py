"""A trained model as a file to give away: weights, and what it takes to use them."""
import hashlib
from pathlib import Path
from typing import Any, Dict, List, Optional

import torch
from mmengine.config import Config

from mlcr_mm.engine.calibration import CALIBRATED_ANEW
from mlcr_mm.engine.checkpoints import build_trained_model, warn_if_uncalibrated
from mlcr_mm.evaluation.decision import DECISION_PROBABILITY
from mlcr_mm.files import (
    load_checkpoint_safely,
    refuse_overwriting,
    replacing,
    write_safetensors,
)
from mlcr_mm.inference.checkpoint_config import (
    class_names,
    config_of_checkpoint,
    fit_for_inference,
    model_notice,
)
from mlcr_mm.inference.crop_pipeline import training_alignment
from mlcr_mm.models import LogitShift

from .model_card import NO_STATEMENT, describe_input, metrics_of_run, summarize_training
from .one_view import take_view
from .published_config import published_config

SAFETENSORS = '.safetensors'


def publish_checkpoint(checkpoint: str, out: str, config: Optional[Config] = None,
                       **options: Any) -> List[Path]:
    """Write the published form of a checkpoint; the hash of its content becomes part of its name.

    Args:
        checkpoint (str): A checkpoint of ``tools/train.py``, or a published model. Nothing in it is
            run.
        out (str): File to write: of ``face.pth`` come ``face-1a2b3c4d.pth`` and
            ``face-1a2b3c4d.safetensors``, of ``face.safetensors`` the latter alone.
        config (Config, optional): Its config, where the checkpoint does not say it. Defaults to
            None.
        **options: Those of :func:`published_content`.

    Returns:
        list[Path]: The files written. ``torch.load(FILE, weights_only=True)`` reads the ``.pth``.

    Raises:
        FileNotFoundError: If there is no such checkpoint.
        ValueError: If it is none, does not fit its config, ``out`` ends otherwise, or a file to
            write is the checkpoint or the config.
    """
    suffixes = {'.pth': ('.pth', SAFETENSORS), SAFETENSORS: (SAFETENSORS, )}
    if Path(out).suffix not in suffixes:
        raise ValueError(f'{out}: a published model is a .pth file, or a {SAFETENSORS} file')
    content = published_content(load_checkpoint_safely(checkpoint), checkpoint, config, **options)
    name = f'{Path(out).stem}-{_digest(content)}'
    targets = [Path(out).with_name(name + suffix) for suffix in suffixes[Path(out).suffix]]
    refuse_overwriting([('OUT', target) for target in targets],
                       [checkpoint, config.filename if config else None])
    for target in targets:
        with replacing(target) as temporary:
            if target.suffix == SAFETENSORS:
                write_safetensors(content, temporary)
            else:
                torch.save(content, temporary)
    return targets


def published_content(content: Dict[str, Any], path: str, config: Optional[Config] = None,
                      view: Optional[int] = None, half: bool = False,
                      statement: Optional[str] = None) -> Dict[str, Any]:
    """What the published form of a checkpoint holds.

    The label graph is folded into plain classifiers, the shifts of a calibrated model into their
    biases: whoever computes the logits has those of the decisions. Optimizer, log history, seeds,
    folders and the rest of the training stay out.

    Args:
        content (dict): The checkpoint.
        path (str): Its file, for errors; the metrics are those in the log beside it, unless
            ``tools/calibrate.py`` has changed the decisions since.
        config (Config, optional): See :func:`publish_checkpoint`.
        view (int, optional): 1 or 2: the network of this view alone. Defaults to None: both.
        half (bool): Store the weights in half precision; they are computed with in single
            precision all the same. Defaults to False.
        statement (str, optional): What images the model was trained on, with whose leave.

    Returns:
        dict: ``state_dict`` and ``meta``: ``cfg``, ``dataset_meta``, ``alignment``, ``input``,
        ``decision_probability``, ``training``, ``data_statement``.

    Raises:
        ValueError: If the checkpoint does not fit its config, says no names of labels, or has no
            such view.
    """
    config = fit_for_inference(config or config_of_checkpoint(content, path))
    classes = tuple(class_names(content, config, path))
    notice = model_notice(content, config)
    warn_if_uncalibrated(content, config, path)
    alignment = training_alignment(config, content)
    model = build_trained_model(config, content, path, 'cpu')
    if hasattr(model.head, 'without_graph'):
        model.head = model.head.without_graph()
    for module in model.modules():
        if isinstance(module, LogitShift):
            module.fold_logit_shift()
    slim, weights = published_config(config), model.state_dict()
    if view is not None:
        one, weights = take_view(slim.model.to_dict(), weights, view)
        slim = Config(dict(slim.to_dict(), model=one))
    meta = content.get('meta', {})
    # The log tells of the decisions that the training calibrated.
    metrics = None if meta.get(CALIBRATED_ANEW) else metrics_of_run(content, path)
    published = dict(
        state_dict={name: _stored(tensor, half) for name, tensor in weights.items()},
        meta=dict(
            cfg=slim.pretty_text,
            dataset_meta=dict(classes=classes, **(dict(notice=notice) if notice else {})),
            alignment=alignment,
            input=describe_input(slim, alignment),
            decision_probability=DECISION_PROBABILITY,
            training=summarize_training(content, config, metrics),
            data_statement=statement or meta.get('data_statement') or notice or NO_STATEMENT))
    if view is not None:
        published['meta']['training']['view'] = view
    build_trained_model(slim, published, path, 'cpu')  # whoever gets it can load it
    return published


def _stored(tensor: torch.Tensor, half: bool) -> torch.Tensor:
    return tensor.half() if half and tensor.is_floating_point() else tensor.clone()


def _digest(content: Dict[str, Any]) -> str:
    """Eight digits of the SHA-256 of names, values, and config, whatever wrote the file."""
    digest = hashlib.sha256(content['meta']['cfg'].encode())
    digest.update(repr(content['meta']['dataset_meta']['classes']).encode())
    for name, tensor in sorted(content['state_dict'].items()):
        digest.update(f'{name} {tensor.dtype} {tuple(tensor.shape)}'.encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()[:8]
