"""Fig. 3(a): share of the decisions on which the two views differ."""
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import torch
from matplotlib.figure import Figure
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.evaluation.view_inconsistency import view_inconsistency
from mlcr_mm.visualization import Bars, draw_grouped_bars

from .batch_results import collect_results
from .evaluation_data import build_test_dataset, build_test_loader
from .figure_source import Source
from .run_statistics import bars_of_runs, same_labels


def inconsistency_figure(sources: Sequence[Source],
                         device: Optional[str] = None,
                         size: Optional[Tuple[float, float]] = None
                         ) -> Tuple[Figure, Dict[str, Bars]]:
    """Bars per label and on average, in percent, on the test set.

    Args:
        sources (Sequence[Source]): With checkpoints; those of one name are runs of one method.
        device (str, optional): Defaults to a GPU if there is one.
        size (tuple[float, float], optional): Width and height, inches.

    Returns:
        tuple[Figure, dict[str, Bars]]: The figure and its numbers.

    Raises:
        ValueError: If a model has not two views, or the labels of two sources, or of a
            checkpoint and its config, differ.
    """
    runs: Dict[str, List[np.ndarray]] = {}
    classes: Dict[str, Sequence[str]] = {}
    for source in sources:
        dataset = build_test_dataset(source.config)
        labels = dataset.metainfo['classes']
        classes[f'{source.name}, {source.checkpoint}'] = labels
        model = load_trained_model(source.config, source.checkpoint, device, dataset=dataset)

        def view_scores(inputs: Tensor, samples: List[DataSample], model: Any = model
                        ) -> Dict[str, Tensor]:
            samples = model.predict(inputs, samples)
            if 'view_scores' not in samples[0]:
                raise ValueError(f'{type(model).__name__} has not two views to compare')
            return dict(scores=torch.stack([sample.view_scores for sample in samples]))

        results = collect_results(model, build_test_loader(source.config, dataset), view_scores)
        per_label, average = view_inconsistency(results['scores'].swapaxes(0, 1),  # (2, N, C)
                                                results['labels'])
        runs.setdefault(source.name, []).append(np.append(per_label, average))
    methods = {name: bars_of_runs(values) for name, values in runs.items()}
    figure = draw_grouped_bars(same_labels(classes), methods, 'inconsistent decisions (%)', size)
    return figure, methods
