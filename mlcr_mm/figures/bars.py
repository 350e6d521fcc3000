"""Fig. 4: F1 per label of several methods."""
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

import numpy as np
from matplotlib.figure import Figure
from mmengine.evaluator import Evaluator
from mmengine.registry import DefaultScope
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.visualization import Bars, draw_grouped_bars

from .batch_results import collect_results
from .evaluation_data import build_test_dataset, build_test_loader
from .figure_source import Source
from .results_file import read_results
from .run_statistics import bars_of_runs, same_labels


def bars_figure(sources: Sequence[Union[str, Source]],
                rows: Optional[Sequence[str]] = None,
                device: Optional[str] = None,
                size: Optional[Tuple[float, float]] = None) -> Tuple[Figure, Dict[str, Bars]]:
    """F1 per label and on average, in percent.

    Args:
        sources (Sequence[str | Source]): Files of :func:`read_results`, and checkpoints, which are
            tested as ``tools/test.py`` does; those of one name are runs of one method.
        rows (Sequence[str], optional): The methods to draw, in this order. Defaults to all.
        device (str, optional): Defaults to a GPU if there is one.
        size (tuple[float, float], optional): Width and height, inches.

    Returns:
        tuple[Figure, dict[str, Bars]]: The figure and its numbers.

    Raises:
        ValueError: If labels differ, a method comes twice, or one of ``rows`` is missing.
    """
    methods: Dict[str, Bars] = {}
    labels: Dict[str, Sequence[str]] = {}
    runs: Dict[str, List[np.ndarray]] = {}
    for source in sources:
        if isinstance(source, str):
            labels[source], found = read_results(source)
            repeated = sorted(methods.keys() & found.keys())
            if repeated:
                raise ValueError(f'{source}: {repeated} came in another file before')
            methods.update(found)
        else:
            labels[f'{source.name}, {source.checkpoint}'], f1 = f1_of_checkpoint(source, device)
            runs.setdefault(source.name, []).append(f1)
    repeated = sorted(methods.keys() & runs.keys())
    if repeated:
        raise ValueError(f'{repeated} are both in a file of results and checkpoints: rename one')
    methods.update({name: bars_of_runs(values) for name, values in runs.items()})
    if rows:
        missing = [row for row in rows if row not in methods]
        if missing:
            raise ValueError(f'there is no result of {missing}, only of {list(methods)}')
        methods = {row: methods[row] for row in rows}
    return draw_grouped_bars(same_labels(labels), methods, 'F1 (%)', size), methods


def f1_of_checkpoint(source: Source,
                     device: Optional[str] = None) -> Tuple[Sequence[str], np.ndarray]:
    """Test a checkpoint with the evaluator of its config.

    Returns:
        tuple[Sequence[str], np.ndarray]: Names of the C labels; F1 in percent of each and their
        average, ``(C + 1,)``, NaN for labels without positives.

    Raises:
        ValueError: If the evaluator gives no F1 per label.
    """
    dataset = build_test_dataset(source.config)
    classes = dataset.metainfo['classes']
    model = load_trained_model(source.config, source.checkpoint, device, dataset=dataset)
    with DefaultScope.overwrite_default_scope(source.config.get('default_scope', 'mmpretrain')):
        evaluator: Any = Evaluator(source.config.test_evaluator)
    evaluator.dataset_meta = dataset.metainfo

    def evaluate(inputs: Tensor, samples: List[DataSample]) -> Dict[str, Tensor]:
        evaluator.process(model.predict(inputs, samples))
        return {}

    collect_results(model, build_test_loader(source.config, dataset), evaluate)
    metrics = evaluator.evaluate(len(dataset))
    f1 = {name.split('/', 1)[-1]: value for name, value in metrics.items()}
    names = [*(f'f1_{label}' for label in classes), 'f1']
    if 'f1' not in f1 or not any(name in f1 for name in names[:-1]):
        raise ValueError(f'the test_evaluator of {source.name!r} gives no F1 per label: write '
                         "test_evaluator=dict(type='AUF1Metric')")
    return classes, np.array([f1.get(name, np.nan) for name in names])
