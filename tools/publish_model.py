"""Make a model to give away: ``python tools/publish_model.py CHECKPOINT_OR_WORK_DIR OUT.pth``."""
import sys
from argparse import ArgumentParser
from pathlib import Path

from mlcr_mm.apis import choose_checkpoint, load_config, user_errors
from mlcr_mm.publishing import publish_checkpoint


@user_errors()
def main() -> int:
    """Publish; the exit code says whether it worked."""
    parser = ArgumentParser(
        description=__doc__, epilog='The file holds the weights, the label graph folded into '
        'plain classifiers, the names of the labels, the test pipeline and the alignment, and '
        'nothing of the training data or of this machine. Beside a .pth lies the same model as '
        '.safetensors; OUT.safetensors writes that one alone.')
    parser.add_argument('checkpoint', help='checkpoint of tools/train.py, or its work directory')
    parser.add_argument('out', metavar='OUT.pth', help='file to write, or '
                        'OUT.safetensors; a hash joins its name')
    parser.add_argument('--config', help='its config, if the checkpoint does not say it')
    parser.add_argument('--view', type=int, choices=(1, 2), help='the network of this view alone: '
                        'half of the size and time, no disagreement')
    parser.add_argument('--half', action='store_true', help='store the weights in half precision')
    parser.add_argument('--data-statement', metavar='TEXT', help='what images it was trained on, '
                        'with whose leave; goes with the model')
    args = parser.parse_args()
    checkpoint = choose_checkpoint(args.checkpoint)
    config = load_config(args.config) if args.config else None
    targets = publish_checkpoint(checkpoint, args.out, config, view=args.view, half=args.half,
                                 statement=args.data_statement)
    for target in targets:
        size = target.stat().st_size
        print(f'{target}: {size / 1e6:.1f} MB, {size / Path(checkpoint).stat().st_size:.0%} of '
              f'{checkpoint}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
