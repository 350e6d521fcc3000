"""From a checkpoint and images to labels."""
import logging
import os
from typing import Any, Dict, Iterator, List, Optional, Sequence, Union

import numpy as np
from mmengine.config import Config
from mmengine.infer import BaseInferencer

from mlcr_mm.files import trained_checkpoint
from mlcr_mm.inference import CropSource, FaceBatch, FacePreparer, FrameResult, prefetch
from mlcr_mm.inference.annotation import draw_faces
from mlcr_mm.inference.crop_pipeline import CropPipeline, crop_size
from mlcr_mm.inference.face_source import DEFAULT_DETECTOR, make_source
from mlcr_mm.inference.frames import as_inputs, check_names, read_frames
from mlcr_mm.inference.prediction import predict_crops
from mlcr_mm.inference.result_dict import result_dict, result_sample
from mlcr_mm.inference.table_source import TableSource
from mlcr_mm.shipped import toy_model

from .config import read_config
from .recognition_model import load_recognition_model

UNKNOWN_ALIGNMENT = (
    'how the images were aligned that it was trained on is not known (their folder has no '
    'alignment.json on this machine); faces are aligned as tools/align_faces.py does it. If it was '
    'trained on whole images, or on crops of another kind, give it such images with --detector none'
)
Inputs = Union[str, int, os.PathLike, np.ndarray,
               Sequence[Union[str, int, os.PathLike, np.ndarray]]]


class AUInferencer(BaseInferencer):
    """Labels of the faces in images and videos.

    A file with a model is enough, and nothing in it is run. Example::

        inferencer = AUInferencer('work_dirs/mlcr_emotionet')
        for face in inferencer('party.jpg')['predictions']:
            print(face['box'], dict(zip(face['labels'], face['probabilities'])))

    Args:
        checkpoint (str, optional): The model, of one network or two: of ``tools/train.py`` (or its
            work directory), ``tools/publish_model.py``, ``tools/export_onnx.py``. Defaults to None:
            a shipped toy.
        config (str | Config, optional): Its config, where the checkpoint does not say it. Defaults
            to None.
        device (str, optional): E.g. 'cpu', 'cuda:1'. Defaults to None: a GPU if there is one.
        detector (str): See :func:`mlcr_mm.face_detection.make_detector`; 'none': the images are
            aligned crops. Defaults to 'centerface'.
        min_confidence (float, optional): Least score of a face. Defaults to None: the detector's.
        landmarks (str, optional): Landmark file to take instead of a detector.
        root (str): Folder of the names in it. Defaults to '': that of the inputs, or of the file.
        show_progress (bool): Show a bar in :meth:`__call__`. Defaults to False.

    Raises:
        OSError: If a file is missing, or a folder holds no checkpoint.
        ValueError: If the checkpoint, the config and this package do not fit together.
        ImportError: If the detector's package is missing.
    """

    preprocess_kwargs = {'every', 'first', 'keep_images'}
    visualize_kwargs = {'draw'}

    def __init__(self,
                 checkpoint: Optional[str] = None,
                 config: Union[str, Config, None] = None,
                 device: Optional[str] = None,
                 detector: str = DEFAULT_DETECTOR,
                 min_confidence: Optional[float] = None,
                 landmarks: Optional[str] = None,
                 root: str = '',
                 show_progress: bool = False) -> None:
        if isinstance(config, (str, os.PathLike)):
            config = read_config(os.fspath(config))
        checkpoint = trained_checkpoint(
            os.fspath(toy_model() if checkpoint is None else checkpoint))
        self._asked_device = device
        super().__init__(config, checkpoint, device, 'mmpretrain', show_progress)
        self.root = root
        size = crop_size(self.cfg, self.alignment)
        self.source = make_source(detector, min_confidence, landmarks, size, self.alignment)
        if not (self.alignment or self.pipeline.aligns or self.pipeline.drawn_size
                or isinstance(self.source, CropSource)):
            logging.getLogger('mlcr_mm').warning('%s: %s', checkpoint, UNKNOWN_ALIGNMENT)
        self.preparer = FacePreparer(self.source, self.pipeline, size)

    def stream(self, inputs: Inputs, batch_size: int = 16, **kwargs) -> Iterator[FrameResult]:
        """The rows of one frame after the other, in constant memory.

        Args:
            inputs (str | int | np.ndarray | Sequence): Images, videos, folders, patterns, lists,
                the index of a camera; or images as BGR arrays, uint8 ``(H, W, 3)``.
            batch_size (int): Faces that the networks see at a time. Defaults to 16.
            **kwargs: ``every`` (every how-many-th frame of videos), ``first`` (input to the first
                frame that is wanted), ``keep_images`` (whether the results hold them).

        Yields:
            FrameResult: At least one row per frame.
        """
        for batch in prefetch(self.preprocess(self._inputs_to_list(inputs), batch_size, **kwargs)):
            yield from self.forward(batch)

    def __call__(self, inputs: Inputs, return_datasamples: bool = False, batch_size: int = 16,
                 **kwargs) -> Dict[str, Any]:
        """Recognise faces; for long videos take :meth:`stream`.

        Args:
            inputs (str | int | np.ndarray | Sequence): See :meth:`stream`.
            return_datasamples (bool): Give ``DataSample``, not dictionaries. Defaults to False.
            batch_size (int): See :meth:`stream`. Defaults to 16.
            **kwargs: Those of :meth:`stream`; ``draw`` (draw the results on the images).

        Returns:
            dict: ``predictions``, one per face or frame without a face (keys: see
            :func:`mlcr_mm.inference.result_dict.result_dict`), and ``visualization``, if ``draw``
            is set one BGR image per frame that could be read.
        """
        kwargs['keep_images'] = kwargs.get('keep_images', False) or kwargs.get('draw', False)
        return super().__call__(inputs, return_datasamples, batch_size, **kwargs)

    def preprocess(self, inputs: list, batch_size: int = 1, every: int = 1,
                   first: Dict[str, int] = {}, keep_images: bool = False) -> Iterator[FaceBatch]:
        """Read, find and align faces, and prepare them for the networks."""
        # Crops as the test decodes them; whole pictures in full, for their faces.
        reads_crops = isinstance(self.source, CropSource)
        as_tested = reads_crops or (self.pipeline.aligns and isinstance(self.source, TableSource))
        if isinstance(self.source, TableSource):
            check_names(inputs, self.root)
        frames = read_frames(inputs, every, self.root, first,
                             self.pipeline.least_side if reads_crops else None,
                             self.pipeline.oriented if as_tested else True)
        return self.preparer.batches(frames, batch_size, keep_images)

    def forward(self, inputs: FaceBatch, **kwargs) -> List[FrameResult]:
        """Run the networks on a batch."""
        return inputs.results(predict_crops(self.model, inputs.crops))

    def visualize(self, inputs: list, preds: List[FrameResult], draw: bool = False,
                  **kwargs) -> List[np.ndarray]:
        """Draw the results on their images, if ``draw`` is set."""
        return [draw_faces(result, self.classes) for result in preds
                if draw and result.frame.image is not None]

    def postprocess(self, preds: List[FrameResult], visualization: List[np.ndarray],
                    return_datasample: bool = False, **kwargs) -> Dict[str, Any]:
        """Put the results into the form that users get."""
        pack = result_sample if return_datasample else result_dict
        rows = [row for result in preds for row in result.rows]
        return dict(predictions=[pack(row, self.classes, self.notice) for row in rows],
                    visualization=visualization)

    def _init_model(self, cfg: Any, weights: str, device: str = 'cpu') -> Any:
        # The base class has looked for a GPU by now, which ONNX Runtime may not have.
        loaded = load_recognition_model(weights, cfg or None, self._asked_device)
        cfg.update(loaded.config._cfg_dict)
        self.classes, self.alignment, self.notice = loaded.classes, loaded.alignment, loaded.notice
        self.device, self._pipeline = loaded.device, loaded.pipeline()
        return loaded.model

    def _init_pipeline(self, cfg: Any) -> CropPipeline:
        return self._pipeline

    def _init_collate(self, cfg: Any) -> None:
        """Crops are collated by size, in :func:`mlcr_mm.inference.predict_crops`."""

    def _init_visualizer(self, cfg: Any) -> None:
        """The pictures are the package's own, see :meth:`visualize`."""

    def _inputs_to_list(self, inputs: Inputs) -> list:
        return as_inputs(inputs)
