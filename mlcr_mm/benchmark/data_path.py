"""The way from a file to the sample that the loader collates."""
import functools
from typing import List

import cv2
import numpy as np

from mlcr_mm.files import read_file

from .timing import Task


def data_tasks(dataset: object, num_images: int, seed: int = 0) -> List[Task]:
    """Decoding alone, and all that the pipeline does, of the same random images.

    Args:
        dataset (object): Training dataset of a config.
        num_images (int): How many images a run takes.
        seed (int): Of the choice. Defaults to 0.

    Returns:
        list[Task]: The bare decoding is left out where the images are no files.
    """
    chosen = np.random.default_rng(seed).integers(0, len(dataset), num_images).tolist()
    infos = [dataset.get_data_info(index) for index in chosen]
    tasks = [Task('d data path', functools.partial(_load_all, dataset, chosen), num_images)]
    if not any('img' in info for info in infos):
        paths = [info['img_path'] for info in infos]
        tasks.insert(0, Task('decode', functools.partial(_decode_all, paths), num_images))
    return tasks


def _load_all(dataset: object, chosen: List[int]) -> None:
    for index in chosen:
        dataset[index]


def _decode_all(paths: List[str]) -> None:
    for path in paths:
        cv2.imdecode(np.frombuffer(read_file(path), np.uint8), cv2.IMREAD_COLOR)
