"""A trained model as an ONNX file, which needs neither PyTorch nor this package."""
import io
import tempfile
import warnings
from pathlib import Path
from typing import Any, Dict, NamedTuple, Optional

import torch
from mmengine.config import Config
from mmengine.model import BaseModel

from mlcr_mm.engine.checkpoints import build_trained_model
from mlcr_mm.files import (
    load_checkpoint_safely,
    metadata_texts,
    refuse_overwriting,
    replacing,
)
from mlcr_mm.inference.checkpoint_config import config_of_checkpoint
from mlcr_mm.inference.onnx_classifier import SUFFIX, OnnxClassifier

from .int8_weights import store_weights_in_int8
from .onnx_difference import largest_difference
from .published_model import published_content
from .recogniser import Recogniser, output_names, random_images

#: Largest difference of a probability that an exported model may have from its PyTorch form.
TOLERANCE = 1e-4
_OPSET = 17


class ExportedModel(NamedTuple):
    """What an export made.

    Attributes:
        path (Path): The file.
        model (BaseModel): The published model that it was made of.
        content (dict): Likewise, as :func:`published_content` gives it.
        difference (float): Largest difference of a probability between the two, on random images.
    """

    path: Path
    model: BaseModel
    content: Dict[str, Any]
    difference: float


def export_onnx(checkpoint: str, out: str, config: Optional[Config] = None,
                view: Optional[int] = None, int8: bool = False,
                statement: Optional[str] = None) -> ExportedModel:
    """Write a model as ONNX, after comparing what it says with PyTorch.

    Args:
        checkpoint (str): Of ``tools/train.py`` or ``tools/publish_model.py``.
        out (str): File to write, ending in '.onnx'.
        config (Config, optional): See :func:`publish_checkpoint`.
        view (int, optional): See :func:`published_content`.
        int8 (bool): Store the weights in 8 bits, a quarter of the size. Defaults to False.
        statement (str, optional): See :func:`published_content`.

    Returns:
        ExportedModel: The file and what it was compared with.

    Raises:
        FileNotFoundError: If there is no such checkpoint.
        ValueError: If it cannot be published or exported, or the two forms differ by more than
            1e-4 (with ``int8`` they may), or ``out`` is the checkpoint or the config.
        ImportError: If onnx or onnxruntime is missing.
    """
    if Path(out).suffix != SUFFIX:
        raise ValueError(f'{out}: an exported model is a {SUFFIX} file')
    refuse_overwriting([('OUT', out)], [checkpoint, config.filename if config else None])
    content = published_content(load_checkpoint_safely(checkpoint), checkpoint, config, view=view,
                                statement=statement)
    slim = config_of_checkpoint(content, checkpoint)
    model = build_trained_model(slim, content, checkpoint, 'cpu')
    graph = onnx_bytes(model, content['meta'], int8)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, Path(out).name)
        draft.write_bytes(graph)
        difference = largest_difference(OnnxClassifier(str(draft), 'cpu'), model, content['meta'])
    if not difference <= TOLERANCE and not int8:
        raise ValueError(f'the exported model gives probabilities that differ by {difference:.1e} '
                         f'from those of PyTorch: {out} was not written')
    with replacing(out) as temporary:
        temporary.write_bytes(graph)
    return ExportedModel(Path(out), model, content, difference)


def onnx_bytes(model: BaseModel, meta: Dict[str, Any], int8: bool = False) -> bytes:
    """The content of the file.

    Args:
        model (BaseModel): A published model.
        meta (dict): Its metadata; they become the ``metadata_props``, each as JSON.
        int8 (bool): See :func:`export_onnx`.

    Returns:
        bytes: ``images`` (RGB, ``(N, H, W, 3)``) to ``probabilities`` and ``view_probabilities``.

    Raises:
        ValueError: If a part of the model has no form in ONNX.
        ImportError: If onnx is missing.
    """
    try:
        import onnx
    except ImportError as error:
        raise ImportError('an export needs onnx and onnxruntime: pip install "mlcr_mm[export]"'
                          ) from error
    recogniser = Recogniser(model).eval()
    seen = meta['input']
    images = random_images(2, (seen['height'], seen['width']), getattr(torch, seen['dtype']))
    names, buffer = output_names(recogniser.num_views), io.BytesIO()
    # The exporter by tracing: the one by torch.export needs one more package and takes ten times as
    # long.
    try:
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter('ignore')  # that it is the old one, and that it meets branches
            torch.onnx.export(
                recogniser, (images, ), buffer, input_names=['images'], output_names=list(names),
                dynamic_axes={name: {0: 'N'} for name in ('images', *names)}, opset_version=_OPSET,
                dynamo=False)
    except (RuntimeError, torch.onnx.errors.OnnxExporterError) as error:
        raise ValueError(f'the model cannot be exported: {str(error).splitlines()[0]}') from error
    graph = onnx.load_from_string(buffer.getvalue())
    if int8:
        store_weights_in_int8(graph)
    onnx.helper.set_model_props(graph, metadata_texts(meta))
    onnx.checker.check_model(graph)
    return graph.SerializeToString()
