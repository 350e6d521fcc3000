"""Which images and labels a database has, for drawing splits."""
import os.path as osp
from typing import List, Sequence, Tuple

from mlcr_mm.datasets import EmotioNet, UnlabeledFaces
from mlcr_mm.registry import DATASETS


def images_below(folder: str) -> List[str]:
    """All images below a folder, relative to it, with forward slashes.

    Raises:
        FileNotFoundError: If the folder does not exist.
        ValueError: If it has no image.
    """
    if not osp.isdir(folder):
        raise FileNotFoundError(f'folder of images {folder} does not exist; correct DATA_ROOT, or '
                                'the folder of the images in it')
    dataset = UnlabeledFaces(data_prefix=folder)
    paths = (dataset.get_data_info(index)['img_path'] for index in range(len(dataset)))
    return [osp.relpath(path, folder).replace(osp.sep, '/') for path in paths]


def emotionet_images(data_root: str) -> Tuple[List[str], List[str], int]:
    """Images of EmotioNet that are on disk.

    Args:
        data_root (str): Folder as :class:`mlcr_mm.datasets.EmotioNet` expects it.

    Returns:
        tuple: Annotated images, images without annotation, and the number of annotated ones whose
        file is missing (many URLs are dead).

    Raises:
        OSError: If the annotation file or the folder of images does not exist.
        ValueError: If the annotation file cannot be read.
    """
    dataset = EmotioNet(data_root=data_root, lazy_init=True)
    if not osp.isfile(dataset.ann_file):
        raise FileNotFoundError(f'annotation file {dataset.ann_file} does not exist; DATA_ROOT '
                                'must hold it beside the folder images')
    annotations = dataset.load_annotations()
    found = {osp.abspath(dataset.image_path(image)): image for image in annotations}
    annotated, unannotated = [], []
    folder = osp.join(data_root, 'images')
    for image in images_below(folder):
        name = found.get(osp.abspath(osp.join(folder, image)))
        (unannotated if name is None else annotated).append(name or image)
    return annotated, unannotated, len(annotations) - len(annotated)


def default_classes(dataset: str) -> Sequence[str]:
    """Labels that a dataset class has by itself.

    Args:
        dataset (str): Name of the class.

    Returns:
        Sequence[str]: Its labels.

    Raises:
        ValueError: If there is no such class, or its labels depend on the file.
    """
    metainfo = getattr(DATASETS.get(dataset), 'METAINFO', {})
    if 'classes' not in metainfo:
        raise ValueError(f'{dataset} is no dataset with labels of its own, such as EmotioNet')
    return metainfo['classes']
