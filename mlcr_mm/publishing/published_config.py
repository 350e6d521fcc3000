"""What of a training's config a model needs to be used."""
from copy import deepcopy

from mmengine.config import Config

from mlcr_mm.datasets.parts.test_part import test_dataset

#: What of the test part inference asks for; its files and folders stay with whoever trained.
_OF_DATASET = ('type', 'classes', 'pipeline', 'image_size', 'test_mode')
_OF_GRAPH = ('gcn', 'adjacency', 'normalize')


def published_config(config: Config) -> Config:
    """The model without its label graph, and the test pipeline: nothing of data or machine.

    Args:
        config (Config): Of a training, as its checkpoint carries it. It is not changed.

    Returns:
        Config: With ``model`` and ``test_dataloader``.

    Raises:
        ValueError: If the config has no model, or not one test pipeline.
    """
    if 'model' not in config:
        raise ValueError('the config needs a model: without it nobody can use the weights')
    dataset = test_dataset(config)
    model = deepcopy(config.model.to_dict())
    preprocessor = config.get('data_preprocessor')
    if preprocessor and not model.get('data_preprocessor'):
        model['data_preprocessor'] = deepcopy(preprocessor.to_dict())
    _drop_graph(model)
    test = {name: dataset[name] for name in _OF_DATASET if name in dataset}
    return Config(dict(model=model, test_dataloader=deepcopy(dict(dataset=test))))


def _drop_graph(model: dict) -> None:
    head = model.get('head') or {}
    if head.get('type', '').rsplit('.', 1)[-1] == 'GCNHead':
        head['type'] = 'DualViewHead'
        for name in _OF_GRAPH:
            head.pop(name, None)
