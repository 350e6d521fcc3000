"""Look at the datasets of a config before training: ``python tools/check_dataset.py CONFIG``."""
import sys
from argparse import ArgumentParser, Namespace

from mlcr_mm.apis import OptionAction, load_config, number_type, user_errors
from mlcr_mm.dataset_report import check_datasets
from mlcr_mm.files import printable


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__, epilog='Ends with 1 if training would be wrong, '
                            'with 2 if a dataset cannot be read at all.')
    parser.add_argument('config', help='config file')
    parser.add_argument('--cfg-options', nargs='+', action=OptionAction, metavar='KEY=VALUE',
                        help='override settings, e.g. data_root=DIR')
    parser.add_argument('--fast', action='store_true', help='do not read the images: damaged ones '
                        'and copies under another name are not found')
    parser.add_argument('--sheet', metavar='PNG', help='write a sheet of sample images: the '
                        'originals, and augmented versions of them for each view')
    parser.add_argument('--workers', type=number_type(int, 0), default=0,
                        help='processes; 0 = all cores')
    args = parser.parse_args()
    if args.sheet and not args.sheet.lower().endswith('.png'):
        parser.error('--sheet must end in .png')
    return args


@user_errors(code=2)
def main() -> int:
    """Check, and print what is wrong."""
    args = parse_arguments()
    config = load_config(args.config, args.cfg_options)
    report = check_datasets(config, args.fast, args.sheet, args.workers)
    for finding in report.findings:
        print(printable(str(finding)))
    if report.is_good:
        print('nothing found that would make training wrong' +
              ('; the images were not read (--fast)' if args.fast else ''))
    return 0 if report.is_good else 1


if __name__ == '__main__':
    sys.exit(main())
