"""Train a model: ``python tools/train.py configs/mlcr_demo.py``."""
import os
from argparse import ArgumentParser, Namespace

import torch

from mlcr_mm.apis import (
    add_common_arguments,
    careful_with_checkpoints,
    check_used_work_dir,
    config_from_arguments,
    explain_interruption,
    leave_process_group,
    prepare_resume,
    set_mixed_precision,
    use_fast_dev_run,
    user_errors,
    watch_processes,
)
from mlcr_mm.apis.config_nodes import LOADERS
from mlcr_mm.apis.training_run.lr_scaling import enable_lr_scaling
from mlcr_mm.files import check_is_checkpoint
from mlcr_mm.registry import RUNNERS


def parse_arguments() -> Namespace:
    """Read the command line: mmpretrain's flags."""
    parser = ArgumentParser(description=__doc__)
    add_common_arguments(parser)
    parser.add_argument('--resume', nargs='?', const='auto', metavar='CHECKPOINT',
                        help='continue from a checkpoint; without a value, from the latest one in '
                        'the work directory')
    parser.add_argument('--no-validate', action='store_true', help='do not evaluate while training')
    parser.add_argument('--auto-scale-lr', action='store_true',
                        help='scale the learning rate by the batch size of all processes')
    parser.add_argument('--no-persistent-workers', action='store_true',
                        help='start the workers of the data loaders anew in every epoch')
    parser.add_argument('--fast-dev-run', action='store_true', help='go through every phase and '
                        'one validation with a few images, to see whether all of it works; writes '
                        'into a work directory of its own')
    return parser.parse_args()


@user_errors()
def main() -> None:
    """Train."""
    args = parse_arguments()
    # Adam's moments of weights that rest decay into denormal numbers, which CPUs crawl through.
    torch.set_flush_denormal(True)
    config = config_from_arguments(args)
    if args.no_validate:
        config.val_cfg = config.val_dataloader = config.val_evaluator = None
    set_mixed_precision(config, args.amp)
    if args.fast_dev_run:
        use_fast_dev_run(config)
    if args.auto_scale_lr:
        enable_lr_scaling(config)
    if args.no_persistent_workers:
        for loader in LOADERS:
            if config.get(loader):
                config[loader].persistent_workers = False
    with explain_interruption(config.work_dir, args.resume), \
            careful_with_checkpoints(args.trust_checkpoint):
        if args.resume or config.get('resume') and not config.get('load_from'):
            prepare_resume(config, None if args.resume in (None, 'auto') else args.resume)
        elif not args.fast_dev_run:
            check_used_work_dir(config.work_dir, config.get('load_from'))
        if config.get('load_from'):
            check_is_checkpoint(os.path.expanduser(config.load_from))
        runner = RUNNERS.build(config)
        with watch_processes():
            runner.train()
            leave_process_group()


if __name__ == '__main__':
    main()
