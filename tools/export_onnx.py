"""Write a trained model as ONNX: ``python tools/export_onnx.py MODEL OUT.onnx``."""
import sys
from argparse import ArgumentParser, Namespace

from mmengine.registry import init_default_scope

from mlcr_mm.apis import OptionAction, choose_checkpoint, load_config, user_errors
from mlcr_mm.publishing.onnx_comparison import compare_f1, compare_speed
from mlcr_mm.publishing.onnx_export import ExportedModel, export_onnx

_SHOWN = ('mlcr/f1', 'mlcr/f1_ensemble')


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        description=__doc__, epilog='The file takes RGB images and gives probabilities; '
        'tools/infer.py runs it, and so does ONNX Runtime without this package: docs/export.md.')
    parser.add_argument('checkpoint', help='checkpoint of tools/train.py, its work directory, '
                        'or a model of tools/publish_model.py')
    parser.add_argument('out', metavar='OUT.onnx', help='file to write')
    parser.add_argument('--config', help='its config, if the checkpoint does not say it')
    parser.add_argument('--view', type=int, choices=(1, 2), help='the network of this view alone')
    parser.add_argument('--int8', action='store_true', help='store the weights in 8 bits: a '
                        'quarter of the size')
    parser.add_argument('--data-statement', metavar='TEXT', help='see tools/publish_model.py')
    parser.add_argument('--evaluate', metavar='CONFIG', help='test both forms on the test images '
                        'of this config')
    parser.add_argument('--cfg-options', nargs='+', action=OptionAction, metavar='KEY=VALUE',
                        help='override settings of both configs, e.g. data_root=DIR')
    parser.add_argument('--benchmark', action='store_true', help='time both forms on this CPU')
    return parser.parse_args()


def report(exported: ExportedModel, args: Namespace) -> None:
    """Print what was written and what the comparisons say."""
    print(f'{exported.path}: {exported.path.stat().st_size / 1e6:.1f} MB; probabilities of random '
          f'images differ from those of PyTorch by {exported.difference:.1e} at most')
    if args.evaluate:
        before, after = compare_f1(exported, load_config(args.evaluate, args.cfg_options))
        for name in _SHOWN:
            if name in before:
                print(f'{name}: PyTorch {before[name]:.2f}, ONNX {after[name]:.2f}')
    if args.benchmark:
        for size, (torch_rate, onnx_rate) in compare_speed(exported).items():
            print(f'batch of {size}: PyTorch {torch_rate:.0f}, ONNX {onnx_rate:.0f} images per '
                  'second')


@user_errors()
def main() -> int:
    """Export; the exit code says whether it worked."""
    args = parse_arguments()
    init_default_scope('mmpretrain')
    checkpoint = choose_checkpoint(args.checkpoint)
    config = load_config(args.config, args.cfg_options) if args.config else None
    report(export_onnx(checkpoint, args.out, config, args.view, args.int8, args.data_statement),
           args)
    return 0


if __name__ == '__main__':
    sys.exit(main())
