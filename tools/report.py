"""Write a report of a training, one HTML page: ``python tools/report.py WORK_DIR``."""
import sys
from argparse import ArgumentParser, Namespace

from mlcr_mm.apis import OptionAction, number_type, user_errors
from mlcr_mm.report import write_report
from mlcr_mm.report.run_report import PARTS


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__, epilog='The page loads nothing from anywhere: it '
                            'can be sent and read without a network. It holds images of the part.')
    parser.add_argument('work_dir', help='work directory of tools/train.py')
    parser.add_argument('--out', metavar='HTML', help='file to write (default: report.html in the '
                        'work directory)')
    parser.add_argument('--checkpoint', help='default: the best one (best_*.pth) if there is one, '
                        'else the latest')
    parser.add_argument('--config', help='config file (default: the one in the work directory)')
    parser.add_argument('--part', choices=PARTS, default='test',
                        help='whose images are looked at (default: test)')
    parser.add_argument('--resamples', type=number_type(int, 1), default=1000,
                        help='of the bootstrap for the intervals (default: 1000)')
    parser.add_argument('--device', help='cpu, cuda:0, ...; default: a GPU if there is one')
    parser.add_argument('--cfg-options', nargs='+', action=OptionAction, metavar='KEY=VALUE',
                        help='override settings of the config, e.g. data_root=DIR')
    return parser.parse_args()


@user_errors()
def main() -> int:
    """Write the page."""
    args = parse_arguments()
    target = write_report(args.work_dir, args.out, args.checkpoint, args.config, args.part,
                          args.device, args.cfg_options, args.resamples)
    print(f'{target}: {target.stat().st_size / 1e6:.1f} MB')
    return 0


if __name__ == '__main__':
    sys.exit(main())
