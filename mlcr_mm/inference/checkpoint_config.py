"""What a checkpoint says of its model, read without running anything."""
from typing import Any, Dict, Iterator, Sequence

from mmengine.config import Config

from mlcr_mm.datasets.parts.test_part import test_datasets
from mlcr_mm.files import is_component_name, read_literal_config, values_of
from mlcr_mm.registry import DATASETS


def config_of_checkpoint(content: Dict[str, Any], path: str) -> Config:
    """The config that a checkpoint of ``tools/train.py`` carries, made fit for inference.

    Args:
        content (dict): The checkpoint.
        path (str): Its file, for errors.

    Returns:
        Config: With ``model`` and ``test_dataloader``.

    Raises:
        ValueError: If it has none, or one that would have to be run.
    """
    text = content.get('meta', {}).get('cfg')
    if not text:
        raise ValueError(f'checkpoint {path} does not say its config; give the config file that it '
                         'was trained with')
    config = read_literal_config(text, f'checkpoint {path}')
    for section in (config.get('model', {}), config.get('test_dataloader', {})):
        for name in values_of(section, ('type', '_scope_')):
            if not is_component_name(name):
                raise ValueError(f'checkpoint {path}: its config wants {name!r}, which is no '
                                 'component of the toolbox; give the config file itself if you '
                                 'trust it')
    return config


def fit_for_inference(config: Config) -> Config:
    """Take out what a model needs for training only, and might not find on this machine.

    Args:
        config (Config): With ``model``; it is not changed.

    Returns:
        Config: The weights of a network trained before and the label graph's file are not looked
        for: both are in the checkpoint.
    """
    config = Config(config.to_dict())
    _drop_sources(config.model)
    return config


def class_names(content: Dict[str, Any], config: Config, path: str) -> Sequence[str]:
    """Names of the C labels, from the checkpoint or else from the config.

    Args:
        content (dict): The checkpoint.
        config (Config): Its config.
        path (str): Its file, for errors.

    Returns:
        Sequence[str]: In the order of the model's outputs.

    Raises:
        ValueError: If neither says them.
    """
    datasets = test_datasets(config)
    for names in (content.get('meta', {}).get('dataset_meta', {}).get('classes'),
                  *(dataset.get('classes') for dataset in datasets),
                  *_of_kind(datasets, 'classes')):
        if names:
            return tuple(names)
    raise ValueError(f'checkpoint {path} and its config do not say the names of the labels; set '
                     'test_dataloader.dataset.classes in the config')


def model_notice(content: Dict[str, Any], config: Config) -> str:
    """What users must know before they believe a model.

    Args:
        content (dict): The checkpoint; the ``dataset_meta`` of a published one may hold ``notice``.
        config (Config): Its config. A dataset whose images are not real has a ``notice`` in its
            ``METAINFO``.

    Returns:
        str: One sentence; '' if there is nothing to say.
    """
    notices = (content.get('meta', {}).get('dataset_meta', {}).get('notice'),
               *_of_kind(test_datasets(config), 'notice'))
    return next(filter(None, notices), '')


def _of_kind(datasets: Sequence[Dict[str, Any]], name: str) -> Iterator[Any]:
    """An entry of the ``METAINFO`` of each dataset's class, None where it has none."""
    for dataset in datasets:
        yield getattr(DATASETS.get(dataset.get('type', '')), 'METAINFO', {}).get(name)



def _drop_sources(node: Any) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ('init_cfg', 'adjacency'):
                node[key] = None
            elif key == 'pretrained':
                node[key] = False
            else:
                _drop_sources(value)
    elif isinstance(node, (list, tuple)):
        for item in node:
            _drop_sources(item)
