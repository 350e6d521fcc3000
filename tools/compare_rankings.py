"""What choosing the images to label gains: ``python tools/compare_rankings.py OUT.csv``."""
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.files import write_text
from mlcr_mm.ranking import STRATEGIES
from mlcr_mm.ranking.experiment import RANDOM, Experiment, SeedRun, summarize


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__, epilog='On faces that the package draws itself. '
                            'Killed and started again, it goes on after the last training.')
    parser.add_argument('out', metavar='OUT.csv', help='table to write')
    parser.add_argument('--by', nargs='+', choices=STRATEGIES, default=list(STRATEGIES),
                        help='choices to compare with a random one (default: all)')
    parser.add_argument('--seeds', type=number_type(int, 0), nargs='+', default=[0, 1, 2],
                        help='default: 0 1 2')
    parser.add_argument('--work-dir', default='work_dirs/compare_rankings',
                        help='default: %(default)s')
    for name, default in Experiment._field_defaults.items():
        parser.add_argument(f'--{name.replace("_", "-")}', type=number_type(int, 1),
                            default=default, help=f'default: {default}')
    return parser.parse_args()


@user_errors()
def main() -> int:
    """Train, compare, and write the table."""
    args = parse_arguments()
    experiment = Experiment(*(getattr(args, name) for name in Experiment._fields))
    runs = {seed: SeedRun(Path(args.work_dir, f'seed{seed}'), seed, experiment).run(
        [RANDOM, *args.by]) for seed in args.seeds}
    table = summarize(runs)
    write_text(args.out, table.to_csv(float_format='%.2f'))
    print(table.to_string(float_format='%.1f'))
    return 0


if __name__ == '__main__':
    sys.exit(main())
