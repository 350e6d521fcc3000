"""Models as safetensors files: weights that nothing can hide code in, and what they mean."""
import json
from pathlib import Path
from typing import Any, Dict, Mapping

from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from .whole_checkpoint import CheckpointFileError

SUFFIX = '.safetensors'


def metadata_texts(meta: Mapping[str, Any]) -> Dict[str, str]:
    """Metadata of a model in the form that safetensors and ONNX files hold: text to text.

    Args:
        meta (Mapping): Values that JSON knows; tuples become lists.

    Returns:
        dict[str, str]: Each value as JSON.
    """
    return {name: json.dumps(value, ensure_ascii=False) for name, value in meta.items()}


def metadata_values(texts: Mapping[str, str], path: str) -> Dict[str, Any]:
    """The way back from :func:`metadata_texts`.

    Args:
        texts (Mapping): As a file holds them.
        path (str): The file, for the error.

    Returns:
        dict: The values; entries of other programs that are no JSON are left out.

    Raises:
        CheckpointFileError: If no program of ours has written them.
    """
    values = {}
    for name, text in texts.items():
        try:
            values[name] = json.loads(text)
        except (ValueError, RecursionError):
            continue
    if not isinstance(values.get('cfg'), str) or not isinstance(values.get('dataset_meta'), dict):
        raise CheckpointFileError(f'{path} does not say its config and the names of its labels: it '
                                  'was not made by tools/publish_model.py or tools/export_onnx.py')
    return values


def write_safetensors(content: Mapping[str, Any], path: Path) -> None:
    """Write a published model.

    Args:
        content (Mapping): ``state_dict`` and ``meta``, see
            :func:`mlcr_mm.publishing.published_content`.
        path (Path): File to write.
    """
    weights = {name: tensor.contiguous() for name, tensor in content['state_dict'].items()}
    # Its save_file makes files that nobody else may read.
    path.write_bytes(save(weights, metadata=metadata_texts(content['meta'])))


def read_safetensors(path: str, device: Any = 'cpu') -> Dict[str, Any]:
    """Read a published model.

    Args:
        path (str): The file.
        device (str | device): Where the weights go. Defaults to 'cpu'.

    Returns:
        dict: ``state_dict`` and ``meta``.

    Raises:
        CheckpointFileError: If the file is damaged, or was not made by tools/publish_model.py.
    """
    try:
        with safe_open(path, framework='pt', device=str(device)) as file:
            texts = file.metadata() or {}
            weights = {name: file.get_tensor(name) for name in file.keys()}
    except (SafetensorError, OSError, ValueError) as error:
        raise CheckpointFileError(f'{path} is no safetensors file, or damaged ({error}); get it '
                                  'again') from error
    return dict(state_dict=weights, meta=metadata_values(texts, path))
