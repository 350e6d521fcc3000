"""Decide at other places: ``python tools/calibrate.py CONFIG CHECKPOINT OUT.pth``."""
import sys
from argparse import ArgumentParser
from pathlib import Path

import torch

from mlcr_mm.apis import (
    OptionAction,
    careful_with_checkpoints,
    choose_checkpoint,
    choose_work_dir,
    load_config,
    user_errors,
)
from mlcr_mm.engine.calibration import calibrate_checkpoint, calibration_method
from mlcr_mm.files import (
    check_is_checkpoint,
    refuse_overwriting,
    replacing,
    saved_checkpoints,
)


@user_errors()
def main() -> int:
    """Calibrate; the exit code says whether it worked."""
    parser = ArgumentParser(
        description=__doc__, epilog='Computes the shifts of the logits anew, on the training '
        'images of the config, and writes the checkpoint with them. The method is that of the '
        'config, e.g. --cfg-options default_hooks.calibration.method=f1. For images of another '
        'kind with the same shares name them: train_dataloader.dataset.unlabeled.data_root=DIR; '
        'for other shares, labelled ones that have them: '
        'train_dataloader.dataset.labeled.ann_file=FILE default_hooks.calibration.images=labeled.')
    parser.add_argument('config', help='config file')
    parser.add_argument('checkpoint', help='checkpoint of tools/train.py, or its work directory')
    parser.add_argument('out', metavar='OUT.pth', help='file to write')
    parser.add_argument('--work-dir', help='folder for the log; work_dirs/<config name> if not '
                        'given')
    parser.add_argument('--cfg-options', nargs='+', action=OptionAction, metavar='KEY=VALUE',
                        help='override settings')
    args = parser.parse_args()
    if not args.out.endswith('.pth'):
        parser.error(f'OUT.pth {args.out}: it is a checkpoint, name it .pth')
    checkpoint = choose_checkpoint(args.checkpoint)
    check_is_checkpoint(checkpoint)
    # Another checkpoint of its training may be that to go on from.
    others = saved_checkpoints(Path(checkpoint).parent)
    refuse_overwriting([('OUT.pth', args.out)], [checkpoint, args.config, *others])
    config = load_config(args.config, args.cfg_options)
    method = calibration_method(config)
    config.work_dir = choose_work_dir(config, args)
    with careful_with_checkpoints():
        content = calibrate_checkpoint(config, checkpoint)
    with replacing(args.out) as file:
        torch.save(content, file)
    print(f'{args.out}: ' + ('not calibrated' if method is None else f'calibrated by {method}'))
    return 0


if __name__ == '__main__':
    sys.exit(main())
