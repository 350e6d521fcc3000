"""How training images are prepared without augmentation."""
from typing import Any, List

from mmengine.config import Config

from mlcr_mm.datasets import dataset_leaves


def plain_pipeline(config: Config) -> List[Any]:
    """The pipeline of the test images, which training images go through for predictions.

    Args:
        config (Config): With ``test_dataloader``; its dataset may be a wrapper of several.

    Returns:
        list: Configs of transforms.

    Raises:
        ValueError: If there is none, or datasets in a wrapper have different ones.
    """
    what = 'predictions and calibration of training images use the pipeline of test_dataloader: '
    if not config.get('test_dataloader'):
        raise ValueError(f'{what}the config has to have one')
    pipelines = [leaf.get('pipeline') for leaf in dataset_leaves(config.test_dataloader.dataset)]
    if not pipelines[0]:
        raise ValueError(f'{what}its dataset has to have a pipeline')
    if any(pipeline != pipelines[0] for pipeline in pipelines):
        raise ValueError(f'{what}its datasets have to have the same one')
    return pipelines[0]
