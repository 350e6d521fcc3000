"""The switch from stage 1 (two views) to stage 2 (with the label graph)."""
import logging

import torch
from mmengine.hooks import Hook
from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.datasets.label_matrix import label_matrix
from mlcr_mm.models import GCNHead
from mlcr_mm.models.graph import adjacency_from_labels
from mlcr_mm.registry import HOOKS

from .unwrap import unwrap_model


@HOOKS.register_module()
class GCNStageHook(Hook):
    """Starts the second stage of training (section 4.1.2 of the paper).

    At the beginning of epoch ``begin`` the head keeps its classifiers as ``W^0`` and goes on with
    the GCN, without the multi-view loss. Where the head was given no adjacency matrix, the hook
    computes it from the labels of the training set. The stage is in the state dict: a resumed run
    is in the stage that its checkpoint was in.

    Args:
        begin (int): The epoch, counted from 0, at which stage 2 starts; the number of epochs of
            stage 1.

    Raises:
        TypeError: If the head is no ``GCNHead``, or the labels of the training set cannot be read.
        ValueError: If the training ends before ``begin``.
    """

    def __init__(self, begin: int) -> None:
        self.begin = begin

    def before_train(self, runner: Runner) -> None:
        """Check the configuration and give the head its adjacency matrix."""
        head = unwrap_model(runner.model).head
        if not isinstance(head, GCNHead):
            raise TypeError(f"GCNStageHook needs model.head=dict(type='GCNHead'), got "
                            f'{type(head).__name__}; leave the hook out to train without the GCN')
        if not 0 <= self.begin < runner.max_epochs:
            raise ValueError(f'GCNStageHook: begin={self.begin} must be below '
                             f'train_cfg.max_epochs={runner.max_epochs}')
        if head.needs_adjacency and not head.in_graph_stage:
            try:
                labels = label_matrix(runner.train_dataloader.dataset)
            except TypeError as error:
                raise TypeError(f'{error}: set model.head.adjacency to a matrix or its '
                                'file') from error
            head.set_adjacency(adjacency_from_labels(torch.from_numpy(labels)))

    def before_train_epoch(self, runner: Runner) -> None:
        """Switch at epoch ``begin``."""
        head = unwrap_model(runner.model).head
        if runner.epoch >= self.begin and not head.in_graph_stage:
            head.begin_graph_stage()
            print_log(
                f'stage 2 starts at epoch {runner.epoch + 1}: the classifiers come from the GCN',
                logger='current',
                level=logging.INFO)
