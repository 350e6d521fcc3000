"""Train a tiny network for 20,000 steps and watch its memory: ``python tests/faults/long_run.py``.

Writes OUT.csv (resident memory, open files, shared memory over the steps) and OUT.png. Linux only.
"""
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / 'tests')]

from toy import PYTHON, write_toy_config, write_toy_data  # noqa: E402

from mlcr_mm.visualization import draw_training_curves, save_figure  # noqa: E402

COLUMNS = ('step', 'seconds', 'main_mib', 'workers_mib', 'num_workers', 'main_files',
           'worker_files', 'shm_mib')
STEP = re.compile(r'Epoch\(train\)\s+\[(\d+)\]\[\s*(\d+)/(\d+)\]')
#: Two of the four stages: a step takes some milliseconds, and 20,000 take minutes.
SHALLOW = 'num_stages=2, strides=(1, 2), dilations=(1, 1), out_indices=(1, )'
LABELED, UNLABELED = 100, 600


def write_config(folder: Path, steps: int) -> Path:
    """Toy data and a config of as many steps, in two phases, that validates now and then."""
    write_toy_data(folder / 'data', LABELED, UNLABELED)
    path = write_toy_config(folder, workers=2)
    text = path.read_text().replace('depth=18, ', f'depth=18, {SHALLOW}, ').replace(
        'in_channels=64', 'in_channels=16')
    per_epoch = -(-(LABELED + UNLABELED) // 8) + -(-LABELED // 8)
    half = -(-steps // (2 * per_epoch))
    text = re.sub(r'epochs=2', f'epochs={half}', text).replace('interval=1)', 'interval=50)')
    path.write_text(text.replace('val_interval=4', 'val_interval=20'))
    return path


def children(pid: int) -> list:
    """Process ids of the direct children."""
    return [int(child) for task in Path(f'/proc/{pid}/task').iterdir()
            for child in (task / 'children').read_text().split()]


def look(pid: int) -> tuple:
    """Resident MiB and open files of a process."""
    status = Path(f'/proc/{pid}/status').read_text()
    resident = int(re.search(r'VmRSS:\s+(\d+)', status)[1]) / 1024
    return resident, len(list(Path(f'/proc/{pid}/fd').iterdir()))


def shared_memory() -> float:
    """MiB in use in /dev/shm, by any process, files that have no name any more among them."""
    shm = os.statvfs('/dev/shm')
    return (shm.f_blocks - shm.f_bfree) * shm.f_frsize / 2**20


def sample(pid: int, step: int, start: float) -> list:
    """A line of the table; None if a process ended while it was looked at."""
    try:
        main = look(pid)
        workers = [look(child) for child in children(pid)]
    except (OSError, TypeError):
        return None
    return [step, round(time.time() - start, 1), round(main[0], 1),
            round(sum(worker[0] for worker in workers), 1), len(workers), main[1],
            sum(worker[1] for worker in workers), round(shared_memory(), 2)]


def record(config: Path, work_dir: Path) -> list:
    """Train, and look once per line of the log."""
    command = [PYTHON, str(ROOT / 'tools' / 'train.py'), str(config), '--work-dir', str(work_dir)]
    rows, lines, start = [], [], time.time()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True) as process:
        for line in process.stdout:
            lines.append(line)
            if found := STEP.search(line):
                epoch, iteration, per_epoch = map(int, found.groups())
                row = sample(process.pid, (epoch - 1) * per_epoch + iteration, start)
                rows += [row] if row else []
    if process.returncode:
        sys.exit(''.join(lines[-30:]))
    return rows


def growth(rows: list, column: str) -> float:
    """Slope per 10,000 steps, of the last three quarters of the run."""
    late = np.array([row for row in rows if row[0] > rows[-1][0] / 4], dtype=float)
    return np.polyfit(late[:, 0], late[:, COLUMNS.index(column)], 1)[0] * 1e4


def draw(rows: list, path: str) -> None:
    """A panel per quantity."""
    table = dict(zip(COLUMNS, np.array(rows, dtype=float).T))

    def curves(**names: str) -> dict:
        return {name: (table['step'], table[column]) for name, column in names.items()}

    panels = {
        'resident memory, MiB': curves(main='main_mib', workers='workers_mib'),
        'open files': curves(main='main_files', workers='worker_files'),
        '/dev/shm, MiB': curves(shm='shm_mib'),
    }
    figure = draw_training_curves(panels)
    for axes in figure.axes:
        axes.set_ylim(bottom=0)
    figure.axes[-1].set_xlabel('step')
    save_figure(figure, path, dpi=100)


def main() -> None:
    """Train, print how much each quantity grows, write table and figure."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('--steps', type=int, default=20000)
    parser.add_argument('--out', default='long_run', help='path without suffix')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = record(write_config(Path(folder), args.steps), Path(folder) / 'work')
    with open(f'{args.out}.csv', 'w', newline='') as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    draw(rows, f'{args.out}.png')
    print(f'{rows[-1][0]} steps in {rows[-1][1]:.0f} s; per 10,000 steps after the first quarter:')
    for column in COLUMNS[2:]:
        print(f'  {column}: {growth(rows, column):+.2f}')


if __name__ == '__main__':
    main()
