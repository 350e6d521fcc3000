"""One process of a few training steps; run by test_distributed.py, alone or in two."""
import json
import os
import sys

import torch
from mmengine.dist import get_dist_info
from mmengine.model import MMDistributedDataParallel
from mmengine.optim import OptimWrapper
from mmengine.registry import init_default_scope
from mmengine.runner import set_random_seed
from mmpretrain.structures import DataSample

from mlcr_mm.apis import leave_process_group
from mlcr_mm.registry import MODELS

N, C = 16, 3
FRACTIONS = [.6, .5, .4]


RECOGNITION = dict(type='SelectiveBCELoss', positive_fraction=FRACTIONS)
MODELS_OF_METHODS = {
    'mlcr': ('DualViewClassifier', dict(
        type='GCNHead', adjacency=[[1, .5, .2], [.4, 1, .1], [.3, .2, 1]],
        loss_multi_view=dict(type='MultiViewLoss'),
        loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=10.))),
    'mean_teacher': ('MeanTeacherClassifier', dict(
        type='ConsistencyHead', loss_consistency=dict(type='ConsistencyLoss', loss_weight=1e3))),
    'fixmatch': ('FixMatchClassifier', dict(
        type='PseudoLabelHead',
        loss_pseudo_label=dict(type='PseudoLabelLoss', positive_threshold=.51,
                               negative_threshold=.49, loss_weight=10.))),
}


def build_model(method):
    set_random_seed(0)
    model, head = MODELS_OF_METHODS[method]
    model = MODELS.build(
        dict(
            type=model,
            backbone=dict(type='ResNet', depth=18, base_channels=8, stem_channels=8,
                          norm_eval=True),
            neck=dict(type='GlobalAveragePooling'),
            head=dict(num_classes=C, in_channels=64, loss_recognition=RECOGNITION, **head)))
    model.init_weights()
    return model


def batch(step):
    """The joined batch of a step, of which each process takes its share."""
    generator = torch.Generator().manual_seed(step)
    images = torch.randn(2, N, 3, 32, 32, generator=generator)
    labels = (torch.rand(N, C, generator=generator) < .2).float()
    labels[torch.rand(N, generator=generator) < .4] = -1  # unlabelled images, unevenly spread
    rank, world_size = get_dist_info()
    mine = slice(rank * N // world_size, (rank + 1) * N // world_size)
    samples = [DataSample().set_gt_score(row) for row in labels[mine]]
    return dict(inputs=[view[mine] for view in images], data_samples=samples)


def main(output, method):
    if 'RANK' in os.environ:
        torch.distributed.init_process_group('gloo')
    torch.set_num_threads(1)
    init_default_scope('mmpretrain')
    model = build_model(method)
    rank, world_size = get_dist_info()
    wrapped = model
    if world_size > 1:
        wrapped = MMDistributedDataParallel(model, find_unused_parameters=True)
    wrapped.train()
    optimizer = OptimWrapper(torch.optim.SGD(model.parameters(), lr=.01))
    losses = []
    if method == 'mean_teacher':
        model.start_teacher()
    for step in range(6):
        if step == 3 and method == 'mlcr':
            model.head.start_graph()
        torch.manual_seed(step + (0 if rank == 0 else 1000))  # only the first process's counts
        log = wrapped.train_step(batch(step), optimizer)
        if method == 'mean_teacher':
            model.update_teacher()
        total = log['loss'].detach().clone()
        if world_size > 1:
            torch.distributed.all_reduce(total)
        losses.append((total / world_size).item())
    if rank == 0:
        weights = {key: value.double().sum().item() for key, value in model.state_dict().items()}
        with open(output, 'w') as file:
            json.dump(dict(losses=losses, weights=weights), file)
    leave_process_group()


if __name__ == '__main__':
    main(*sys.argv[1:])
