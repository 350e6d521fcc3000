"""A model of ``tools/export_onnx.py``, run by ONNX Runtime."""
import os
from typing import Any, Dict, List, Optional

import numpy as np
import torch
from mmpretrain.structures import DataSample

from mlcr_mm.evaluation.decision import decide
from mlcr_mm.files import CheckpointFileError, metadata_values

SUFFIX = '.onnx'
_INSTALL = 'models in ONNX need ONNX Runtime: pip install onnxruntime, or onnxruntime-gpu'


class OnnxClassifier:
    """Stands where a classifier of the toolbox does, for prediction.

    Args:
        path (str): A file of ``tools/export_onnx.py``.
        device (str, optional): 'cpu', 'cuda', or 'cuda:1'. Defaults to None: a GPU if ONNX Runtime
            has one.

    Attributes:
        meta (dict): What a published model says of itself.
        input_shape (tuple): Of what the test pipeline has to give, ``(3, H, W)``.

    Raises:
        FileNotFoundError: If there is no such file.
        CheckpointFileError: If it is damaged, or was not made by ``tools/export_onnx.py``.
        ValueError: If ONNX Runtime does not know the device.
        ImportError: If ONNX Runtime is missing.
    """

    def __init__(self, path: str, device: Optional[str] = None) -> None:
        if os.path.isdir(path):
            raise CheckpointFileError(f'{path} is a folder and no ONNX model; name a file')
        if not os.path.isfile(path):
            raise FileNotFoundError(f'model {path} does not exist')
        self.session = _session(path, device)
        self.meta = metadata_values(self.session.get_modelmeta().custom_metadata_map, path)
        (images, ) = self.session.get_inputs()
        height, width, channels = images.shape[1:]
        self.input_shape = (channels, height, width)
        self._input = images.name
        self._outputs = [output.name for output in self.session.get_outputs()]

    @property
    def device(self) -> str:
        """str: What it runs on."""
        return self.session.get_providers()[0].replace('ExecutionProvider', '').lower()

    def probabilities(self, images: np.ndarray) -> List[np.ndarray]:
        """Run the networks.

        Args:
            images (np.ndarray): RGB, ``(N, H, W, 3)``, of the type that the file says.

        Returns:
            list[np.ndarray]: ``(N, C)``; of two networks also their own, ``(N, V, C)``.
        """
        return self.session.run(self._outputs, {self._input: images})

    def test_step(self, data: Dict[str, Any]) -> List[DataSample]:
        """Predict, as the classifiers of the toolbox do.

        Args:
            data (dict): ``inputs``, a tensor ``(N, 3, H, W)``, blue, green, red, and
                ``data_samples``.

        Returns:
            list[DataSample]: ``pred_score (C,)``, ``pred_label``; of two networks also
            ``view_scores (V, C)``.
        """
        pixels = data['inputs'].flip(1).permute(0, 2, 3, 1).contiguous()
        scores = [torch.from_numpy(values) for values in self.probabilities(pixels.numpy())]
        samples = data.get('data_samples') or [DataSample() for _ in pixels]
        for index, sample in enumerate(samples):
            sample.set_pred_score(scores[0][index])
            sample.set_pred_label(decide(scores[0][index]).nonzero().flatten())
            if len(scores) > 1:
                sample.set_field(scores[1][index], 'view_scores')
        return samples


def _session(path: str, device: Optional[str]) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise ImportError(_INSTALL) from error
    name, _, number = (device or '').partition(':')
    known = onnxruntime.get_available_providers()
    if name not in ('', 'cpu', 'cuda') or (name == 'cuda' and 'CUDAExecutionProvider' not in known):
        raise ValueError(f'ONNX Runtime has no device {device} here, it knows {", ".join(known)}; '
                         'leave --device out, or pip install onnxruntime-gpu')
    providers = ['CPUExecutionProvider']
    if name != 'cpu' and 'CUDAExecutionProvider' in known:
        providers.insert(0, ('CUDAExecutionProvider', {'device_id': int(number or 0)}))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.log_severity_level = 3  # errors
    # Weights in 8 bits become what they stand for once, and not in every run.
    options.add_session_config_entry('session.disable_quant_qdq', '1')
    try:
        return onnxruntime.InferenceSession(path, options, providers=providers)
    except Exception as error:  # it has one class of error per kind of damage
        reason = ' '.join(str(error).split())[:200]
        raise CheckpointFileError(f'{path} is no ONNX model, or damaged ({reason})') from error
