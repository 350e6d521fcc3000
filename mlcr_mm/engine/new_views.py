"""New random weights for the views of a model in training."""
import logging

import torch
from mmengine.dist import broadcast
from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.models import DualViewClassifier
from mlcr_mm.registry import MODELS
from mlcr_mm.seeding import derive_seed

from .unwrap import unwrap_model

# Above any number that an epoch has: the weights are others than those of the run's start.
_RESTART = 2**31


def start_new_views(runner: Runner, restart: int = 0) -> None:
    """Go on in a training with new views, and an optimizer without averages of the old ones.

    Args:
        runner (Runner): With a :class:`DualViewClassifier` before the graph starts.
        restart (int): Number of restarts before this one. Defaults to 0.

    Raises:
        ValueError: If the classifiers come from the label graph already.
    """
    model = unwrap_model(runner.model)
    restart_views(model, runner.cfg.model, runner.seed, restart)
    for tensor in model.state_dict().values():
        broadcast(tensor)  # processes may have seeds of their own
    runner.optim_wrapper.optimizer.state.clear()
    runner.optim_wrapper.zero_grad()  # accumulating, a step may have been left half done
    print_log('new views learn from what the ones before them said', logger='current',
              level=logging.INFO)


@torch.no_grad()
def restart_views(model: DualViewClassifier, config: dict, seed: int, restart: int = 0) -> None:
    """Start backbones, necks and classifiers of the views again, as ``config`` initialises them.

    In place, so that optimizer, wrappers and memory layout keep the tensors they know. A label
    graph is left as it is: it has not been used.

    Args:
        model (DualViewClassifier): Before the graph starts.
        config (dict): ``model`` of the config; ``init_cfg`` in it is obeyed again.
        seed (int): Of the run; the new weights depend on it and on ``restart`` alone.
        restart (int): Number of restarts before this one. Defaults to 0.

    Raises:
        ValueError: If the classifiers come from the label graph already.
    """
    if getattr(model.head, 'graph_started', False):
        raise ValueError('the views cannot start again once the graph has started: let '
                         'the phase with new_views come before the one with graph')
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(derive_seed(seed, _RESTART + restart))
        fresh = MODELS.build(config)
        fresh.init_weights()
    weights = fresh.state_dict()
    for name, tensor in model.state_dict().items():
        if name.startswith(('backbone.', 'neck.', 'head.classifiers.', 'head.logit_shift')):
            tensor.copy_(weights[name])
