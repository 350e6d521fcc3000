"""What a run trains on what, in plain words, for the log."""
from typing import List, Tuple

from mmengine.runner import Runner
from torch import nn
from torch.utils.data import Dataset

from mlcr_mm.datasets import SemiSupervisedDataset

from .unwrap import unwrap_model

_SHOWN = 12  # labels


def describe_run(runner: Runner) -> str:
    """The model, its labels, and one line for each part of the data.

    Args:
        runner (Runner): With its loops.

    Returns:
        str: Lines of text.
    """
    dataset = runner.train_dataloader.dataset
    rows = [('model', _describe_model(runner))]
    classes = (getattr(dataset, 'metainfo', None) or {}).get('classes', ())
    if classes:
        more = f', ... ({len(classes)} in all)' if len(classes) > _SHOWN else ''
        rows.append(('labels', ', '.join(classes[:_SHOWN]) + more))
    rows += _training_parts(dataset)
    if runner.val_loop is not None:
        rows.append(('validation', f'{_describe_data(runner.val_loop.dataloader.dataset)}, every '
                     f'{runner.train_loop.val_interval} epochs'))
    rows.append(('results', runner.work_dir))
    return '\n'.join([f'training {runner.experiment_name}',
                      *(f'  {name:<12}{text}' for name, text in rows)])


def _describe_model(runner: Runner) -> str:
    model = unwrap_model(runner.model)
    parts = []
    for name in ('backbone', 'head'):
        part = getattr(model, name, None)
        # The networks of the views stand in a list.
        views = list(part) if isinstance(part, nn.ModuleList) else [part]
        names = [type(view).__name__ for view in views if view is not None]
        parts += [' and '.join(names)] if names else []
    millions = sum(weights.numel() for weights in model.parameters()) / 1e6
    return f'{type(model).__name__} of {", ".join(parts)}, {millions:.1f} million weights'


def _training_parts(dataset: Dataset) -> List[Tuple[str, str]]:
    if not isinstance(dataset, SemiSupervisedDataset):
        return [('training', _describe_data(dataset))]
    parts = [('labelled', _describe_data(dataset.labeled))]
    if dataset.unlabeled is not None:
        parts.append(('unlabelled', _describe_data(dataset.unlabeled)))
    return parts


def _describe_data(dataset: Dataset) -> str:
    folder = getattr(dataset, 'data_root', '')
    return (f'{len(dataset)} images of {type(dataset).__name__}'
            f'{f" in {folder}" if folder else ""}')
