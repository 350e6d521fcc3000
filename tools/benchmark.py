"""Time the losses and the training step of a config: ``python tools/benchmark.py [CONFIG]``."""
import time
from argparse import ArgumentParser, Namespace
from functools import partial
from typing import Callable, Sequence

import torch
from mmengine.registry import init_default_scope
from mmpretrain.structures import DataSample
from rich.console import Console
from rich.table import Table

from mlcr_mm.apis import careful_with_checkpoints, load_config, user_errors
from mlcr_mm.models import MeanTeacherClassifier
from mlcr_mm.models.losses import CoRegularizationLoss, MultiViewLoss, SelectiveBCELoss
from mlcr_mm.registry import MODELS

N, C, D = 100, 12, 512


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('config', nargs='?', help='also time the training step of this config')
    parser.add_argument('--batch-size', type=int, default=32)
    parser.add_argument('--image-size', type=int, default=96, help='pixels')
    parser.add_argument('--threads', type=int, default=1, help='CPU threads')
    parser.add_argument('--repeats', type=int, default=200, help='runs of each loss')
    return parser.parse_args()


def milliseconds(function: Callable[[], None], repeats: int) -> float:
    """Mean time of a call, after a few that do not count."""
    for _ in range(3):
        function()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(repeats):
        function()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return (time.perf_counter() - start) / repeats * 1e3


def time_losses(device: torch.device, repeats: int) -> Table:
    """Forward and backward pass of each loss on a batch of 100 images and 12 labels."""
    logits = [torch.randn(N, C, device=device, requires_grad=True) for _ in range(2)]
    weights = [torch.randn(C, D + 1, device=device, requires_grad=True) for _ in range(2)]
    labels = torch.randint(-1, 2, (N, C), device=device).float()
    calls = {
        'SelectiveBCELoss': (SelectiveBCELoss(0.3).to(device), (logits[0], labels)),
        'CoRegularizationLoss': (CoRegularizationLoss(), logits),
        'MultiViewLoss': (MultiViewLoss(), weights),
    }
    table = Table('loss, forward + backward', 'ms', title=f'{N} images, {C} labels on {device}')
    for name, (loss, inputs) in calls.items():
        duration = milliseconds(partial(_forward_backward, loss, inputs), repeats)
        table.add_row(name, f'{duration:.2f}')
    return table


def _forward_backward(loss: torch.nn.Module, inputs: Sequence[torch.Tensor]) -> None:
    loss(*inputs).backward()


def time_training(args: Namespace, device: torch.device) -> Table:
    """Training step of a config on random images, per precision and memory layout."""
    init_default_scope('mmpretrain')
    config = load_config(args.config)
    config.model.setdefault('data_preprocessor', config.get('data_preprocessor'))
    model = MODELS.build(config.model).to(device).train()
    if isinstance(model, MeanTeacherClassifier):
        model.start_teacher()
    optimizer = torch.optim.Adam(model.parameters())
    samples = [DataSample().set_gt_score(torch.randint(0, 2, (config.model.head.num_classes, ),
                                                       device=device).float())
               for _ in range(args.batch_size)]
    images = torch.randn(args.batch_size, 3, args.image_size, args.image_size, device=device)

    def step() -> None:
        losses = model(images, samples, mode='loss')
        optimizer.zero_grad()
        model.parse_losses(losses)[0].backward()
        optimizer.step()

    table = Table('precision', 'layout', 'images/s', title=f'{args.config}, {args.image_size} px, '
                  f'batch {args.batch_size}, {args.threads} threads')
    for layout in (torch.contiguous_format, torch.channels_last):
        model.to(memory_format=layout)
        for dtype in (torch.float32, torch.bfloat16):
            with torch.autocast(device.type, dtype=dtype, enabled=dtype != torch.float32):
                rate = args.batch_size / milliseconds(step, 3) * 1e3
            table.add_row(str(dtype)[6:], str(layout)[6:], f'{rate:.1f}')
    return table


@user_errors()
def main() -> None:
    """Print the tables."""
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    console = Console(markup=False, emoji=False)
    console.print(time_losses(device, args.repeats))
    if args.config:
        with careful_with_checkpoints():
            console.print(time_training(args, device))


if __name__ == '__main__':
    main()
