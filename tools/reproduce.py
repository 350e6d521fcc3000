"""Make a table of the paper: ``python tools/reproduce.py emotionet``.

Trains and tests every row over seeds or folds and writes work_dirs/reproduce/TABLE.md and .csv.
Killed at any moment, the same command goes on: finished runs are not run again, and a training
continues from its last finished epoch.
"""
import shlex
import signal
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Dict, List

import torch

from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.reproduce import (
    PAPER_SIZE,
    TABLES,
    Choices,
    Place,
    Plan,
    ProcessRunner,
    is_done,
    make_plan,
    refuse_changed,
    run_jobs,
    write_tables,
)

ROOT = Path(__file__).resolve().parents[1]


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument('table', choices=TABLES, help='the table')
    parser.add_argument('--size', default=PAPER_SIZE, metavar='SUFFIX', help='which configs: '
                        'paper (default), or the end of their names, e.g. r18_96px')
    parser.add_argument('--seeds', type=number_type(int, 0), nargs='+', metavar='SEED',
                        help='default: 0 1 2, or 0 '
                        'where it goes over parts')
    parser.add_argument('--parts', type=number_type(int, 1), nargs='+', metavar='PART',
                        help='folds of bp4d; '
                        'else draws of tools/make_splits.py; default: 1 2 3 for bp4d and celeba, '
                        'else the images that the configs name')
    parser.add_argument('--only', nargs='+', default=[], metavar='ROW', help='names of the rows to '
                        'run; the others stay empty')
    parser.add_argument('--cfg-options', nargs='+', default=[], metavar='KEY=VALUE',
                        help='for every run, e.g. data_root=DIR')
    parser.add_argument('--test-root', nargs='+', default=[], metavar='NAME=DIR', help='folder of '
                        'the images of a test config (cross-database), e.g. '
                        'cross_emotionet_bp4d=DIR')
    parser.add_argument('--amp', action='store_true', help='train in mixed precision')
    parser.add_argument('--jobs', type=number_type(int, 1),
                        help='runs at a time; default: one per GPU, or one')
    parser.add_argument('--threads', type=number_type(int, 1),
                        help='CPU threads per run; default: PyTorch\'s')
    parser.add_argument('--work-dir', type=Path, default=Path('work_dirs/reproduce'),
                        help='folder of the tables and runs (default: %(default)s)')
    parser.add_argument('--configs', type=Path, default=ROOT / 'configs',
                        help='folder of the configs (default: %(default)s)')
    parser.add_argument('--name', help='of the two files of the table, e.g. emotionet_web_r18_96px '
                        'for data of another folder; default: TABLE or TABLE_SUFFIX')
    parser.add_argument('--resamples', type=number_type(int, 1), default=10000,
                        help='of the bootstrap')
    parser.add_argument('--dry-run', action='store_true', help='print the commands only')
    parser.add_argument('--table-only', action='store_true', help='write the table from the runs '
                        'that are finished, and run nothing')
    args = parser.parse_args()
    if args.name and args.name != Path(args.name).name:
        parser.error(f'--name {args.name}: a name without folders; --work-dir is the folder')
    return args


def choices_of(args: Namespace) -> Choices:
    """What the arguments choose."""
    suffix = '' if args.size == PAPER_SIZE else f'_{args.size}'
    wrong = [text for text in args.test_root if '=' not in text]
    if wrong:
        raise ValueError(f'--test-root {wrong[0]}: write NAME=DIR')
    roots: Dict[str, str] = dict(text.split('=', 1) for text in args.test_root)
    return Choices(args.configs, args.work_dir.resolve() / 'runs', args.seeds, args.parts, suffix,
                   args.only, args.cfg_options, args.amp, roots)


def places_of(args: Namespace) -> List[Place]:
    """Where the runs run."""
    gpus = torch.cuda.device_count()
    jobs = args.jobs or max(1, gpus)
    return [Place(index % gpus if gpus else None, args.threads) for index in range(jobs)]


def print_plan(plan: Plan) -> None:
    """Print the state and the commands of all runs."""
    for training, tests in plan.jobs:
        state = 'done' if is_done((training, tests)) else (
            'trained' if training.is_done else
            'begun' if training.last_checkpoint() else 'to do')
        print(f'# {training.folder.name}: {state}')
        commands = [] if training.is_done else [training.command(ROOT / 'tools')]
        commands += [test.command(ROOT / 'tools') for test in tests if not test.is_done]
        for command in commands:
            print(shlex.join(['python', *command]))


@user_errors()
def main() -> int:
    """Run, and write the table."""
    args = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends the processes on the way out
    plan = make_plan(TABLES[args.table], choices_of(args))
    for config in plan.missing:
        print(f'no config {config}: its rows stay empty', file=sys.stderr)
    plan, errors = refuse_changed(plan)
    for error in errors:
        print(f'FAILED {error}', file=sys.stderr)
    if args.dry_run:
        print_plan(plan)
        return 1 if errors else 0
    if not args.table_only:
        places = places_of(args)
        errors += run_jobs(plan.jobs, ProcessRunner(ROOT / 'tools', len(places)), places)
    name = args.name or (args.table if args.size == PAPER_SIZE else f'{args.table}_{args.size}')
    command = shlex.join(['python', 'tools/reproduce.py', *sys.argv[1:]])
    files = write_tables(name, TABLES[args.table], plan, args.work_dir, command, errors,
                         args.resamples)
    print('\n'.join(map(str, files)))
    return 1 if errors else 0


if __name__ == '__main__':
    sys.exit(main())
