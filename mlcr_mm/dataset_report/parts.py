"""The datasets that a config trains, validates and tests on."""
import os.path as osp
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from mmengine.config import Config
from mmengine.registry import DefaultScope

from mlcr_mm.alignment import alignment_record, read_alignment
from mlcr_mm.datasets import distinct_parts
from mlcr_mm.datasets.parts import subject_codes
from mlcr_mm.datasets.transforms import (
    AlignFace,
    NetworkInput,
    OneWarpAugment,
    network_input,
    pipeline_steps,
)
from mlcr_mm.datasets.wrapped import leaf_datasets
from mlcr_mm.labels import known_mask
from mlcr_mm.registry import DATASETS


@dataclass
class Part:
    """One dataset of a config.

    Attributes:
        name (str): For people, e.g. 'train 1 EmotioNet'.
        role (str): 'train', 'val' or 'test'.
        classes (tuple[str, ...]): The C labels.
        paths (list[str]): The N images.
        labels (np.ndarray): float32 label codes ``(N, C)``.
        alignment (dict, optional): How its images are aligned, if that is known.
        aligned_size (int): Side of the crops that the pipeline's ``AlignFace`` makes; 0 if it has
            none.
        resizes (bool): Whether the pipeline brings all images to one size.
        has_files (bool): Whether the images are files; those of ``DemoFaces`` are drawn.
        no_landmarks (list[str]): Images that the pipeline's ``AlignFace`` has no landmarks for.
        aligner (AlignFace, optional): Of the pipeline.
        stored_pixels (bool): Whether the pipeline passes over the EXIF orientation.
        wanted (NetworkInput): What the pipeline makes of an image.
        comes_aligned (bool): Whether the database is given out as aligned crops.
        subjects (np.ndarray, optional): Number of the subject of each image, ``(N,)``, -1 where it
            is not known; see :func:`mlcr_mm.datasets.parts.subject_codes`.
        dataset (Any): The dataset itself.
    """

    name: str
    role: str
    classes: Tuple[str, ...]
    paths: List[str]
    labels: np.ndarray
    alignment: Optional[Dict[str, Any]] = None
    aligned_size: int = 0
    resizes: bool = False
    has_files: bool = True
    no_landmarks: List[str] = field(default_factory=list)
    aligner: Optional[AlignFace] = None
    stored_pixels: bool = False
    wanted: NetworkInput = NetworkInput()
    comes_aligned: bool = False
    subjects: Optional[np.ndarray] = None
    dataset: Any = None

    @property
    def is_train(self) -> bool:
        """bool: Whether it is trained on."""
        return self.role == 'train'

    @property
    def labeled(self) -> np.ndarray:
        """Whether an image has a known label, bool ``(N,)``."""
        return known_mask(self.labels).any(axis=1)


def build_parts(config: Config) -> List[Part]:
    """Build the datasets of a config, each by itself.

    Args:
        config (Config): With ``train_dataloader``, ``val_dataloader``, ``test_dataloader``; those
            that are missing are passed over.

    Returns:
        list[Part]: Training parts first; validation and test data that are the same once.

    Raises:
        OSError, ValueError: What the datasets find wrong; it names the file and the remedy.
        KeyError: If there is no dataset in the config.
    """
    loaders = {role: config.get(f'{role}_dataloader') for role in ('train', 'val', 'test')}
    datasets = {role: loader.dataset if loader else None for role, loader in loaders.items()}
    parts = []
    with DefaultScope.overwrite_default_scope(config.get('default_scope', 'mmpretrain')):
        for role, dataset in distinct_parts(datasets).items():
            leaves = list(leaf_datasets(DATASETS.build(dataset)))
            for number, leaf in enumerate(leaves, 1):
                order = f' {number}' if len(leaves) > 1 else ''
                parts.append(_describe(f'{role}{order} {type(leaf).__name__}', role, leaf))
    if not parts:
        raise KeyError('the config has no train_dataloader, val_dataloader or test_dataloader')
    return parts


def _describe(name: str, role: str, dataset: Any) -> Part:
    classes = tuple(dataset.metainfo.get('classes', ()))
    paths, labels = [], np.empty((len(dataset), len(classes)), np.float32)
    has_files = True
    for index in range(len(dataset)):
        info = dataset.get_data_info(index)
        if 'gt_score' not in info:
            raise ValueError(f'{name}: its samples have no gt_score; mlcr_mm needs multi-label '
                             'datasets, such as AUDataset')
        paths.append(info['img_path'])
        labels[index] = info['gt_score']
        has_files = 'img' not in info
    part = Part(name, role, classes, paths, labels, has_files=has_files,
                subjects=subject_codes(dataset), dataset=dataset)
    part.resizes = any('Resize' in type(step).__name__ or
                       isinstance(step, OneWarpAugment) and step.least_side
                       for step in pipeline_steps(dataset.pipeline.transforms))
    part.wanted = network_input(dataset.pipeline.transforms)
    part.comes_aligned = getattr(dataset, 'ALIGNED', False)
    aligners = [step for step in dataset.pipeline.transforms if isinstance(step, AlignFace)]
    loaders = [getattr(step, 'loader', step) for step in dataset.pipeline.transforms]
    part.stored_pixels = any('ignore_orientation' in str(getattr(loader, 'color_type', ''))
                             for loader in loaders)
    if aligners:
        part.aligner = aligners[0]
        part.aligned_size = aligners[0].size
        part.alignment = alignment_record(part.aligned_size)
        part.no_landmarks = aligners[0].missing(paths)
    elif paths:
        part.alignment = read_alignment(osp.dirname(paths[0]))
    return part
