"""What a config says of the test images, also where several datasets make them up."""
import inspect
from typing import Any, Dict, List

from mmengine.config import Config

from mlcr_mm.registry import DATASETS

from .distinct_parts import dataset_leaves


def test_datasets(config: Config) -> List[Dict[str, Any]]:
    """The datasets of the test part.

    Args:
        config (Config): Of a training.

    Returns:
        list[dict]: Those below wrappers such as ``ConcatDataset``; empty without a test part.
    """
    dataset = (config.get('test_dataloader') or {}).get('dataset')
    return list(dataset_leaves(dataset)) if dataset else []


def test_dataset(config: Config) -> Dict[str, Any]:
    """The dataset that says how networks see an image: the first of the test part.

    Its pipeline prepares the images of users, and, for targets and calibration, those of the
    training.

    Args:
        config (Config): With ``test_dataloader``.

    Returns:
        dict: With a ``pipeline``.

    Raises:
        ValueError: If there is no pipeline, or the datasets of the test part have several.
    """
    datasets = test_datasets(config)
    pipelines = [dataset.get('pipeline') for dataset in datasets]
    if not any(pipelines):
        raise ValueError('the config has no test pipeline (test_dataloader.dataset.pipeline): it '
                         'is what prepares images without augmentation, for targets and '
                         'calibration, and for those who use the model')
    if any(pipeline != pipelines[0] for pipeline in pipelines):
        raise ValueError('the datasets of test_dataloader have different pipelines, so that nobody '
                         'can tell which one prepares images for predictions: give them one, or '
                         'give the config one of these datasets alone')
    return datasets[0]


def drawn_size(dataset: Dict[str, Any]) -> int:
    """Side of the faces of a dataset that draws them, in a size of its own; 0 for any other.

    Args:
        dataset (dict): Its config.
    """
    drawn = inspect.signature(DATASETS.get(dataset['type'])).parameters.get('image_size')
    return dataset.get('image_size', drawn.default) if drawn else 0
