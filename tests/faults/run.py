"""Kill trainings, fill the disk, and compare: ``python tests/faults/run.py --kills 30 --out FILE``.

Each training is killed (-9, all its processes) up to three times at random moments, gone on with by
``--resume`` until it is done, and its last checkpoint compared bit for bit with that of a training
that was left alone. Writes a table.
"""
import os
import random
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Callable, List, NamedTuple, Tuple, Type

if __name__ == '__main__':
    sys.path.insert(0, str(Path(__file__).parents[1]))

from faults.training import LAST, Training, difference, final_state, write_config  # noqa: E402

from mlcr_mm.files import is_whole  # noqa: E402

KILLS_PER_TRAINING = 3
HALF = 'half-written newest checkpoint'
#: The moment, to the pattern of what is printed then, and the greatest number of it to wait for.
PRINTED = {
    'in an epoch': (r'Epoch\(train\)\s+\[\d+\]\[\d+/\d+\]', 12),
    'in validation': (r'Epoch\(val\)\s+\[\d+\]\[[123]/\d+\]', 4),
    'at a change of phase': (r'phase \w+ begins at epoch \d+', 2),
    HALF: (r'Epoch\(train\)\s+\[[34]\]\[\d+/\d+\]', 4),
}
SAVING = 'while saving'
START = 'while starting'
MOMENTS = (SAVING, 'in an epoch', 'at a change of phase', 'in validation', HALF, START)


class Kill(NamedTuple):
    """A line of the table."""

    training: int
    workers: int
    moment: str
    place: str
    went_on: str


def condition(moment: str, rng: random.Random) -> Callable[[Training], bool]:
    """What is waited for."""
    if moment == SAVING:
        least = rng.choice([0, 1, 100000, 1000000, 3000000])
        nth, seen = rng.randint(1, 3), set()

        def is_saving(training: Training) -> bool:
            for path in training.half_written():
                try:
                    size = path.stat().st_size
                except FileNotFoundError:  # it has become the checkpoint
                    continue
                seen.add(path)
                if len(seen) >= nth and size >= least:
                    return True
            return False

        return is_saving
    if moment == START:
        length = rng.randint(1, 900)
        return lambda training: len(training.output) >= length
    pattern, most = PRINTED[moment]
    number = rng.randint(1, most)
    return lambda training: len(training.lines(pattern)) >= number


def place(training: Training) -> str:
    """The last thing that the killed training printed or wrote."""
    half = [f'{path.name} has {path.stat().st_size:,} bytes' for path in training.half_written()]
    printed = training.lines(r'Epoch\((?:train|val)\)\s+\[\d+\]\[\d+/\d+\]|phase \w+ begins at '
                             r'epoch \d+|Saving checkpoint at \d+ epochs')
    return '; '.join([*printed[-1:], *half]) or 'before the first step'


def cut(path: Path, rng: random.Random) -> None:
    """Leave a random share of a file."""
    os.truncate(path, rng.randrange(path.stat().st_size))


def went_on(training: Training, cut_file: str) -> str:
    """What ``--resume`` says it goes on from; raises if it does not skip the file that is cut."""
    message = training.lines(r'(\S+) is missing or not whole: the training goes on from (\S+)')
    if cut_file and (not message or Path(message[0][0]).name != cut_file):
        raise AssertionError(f'nothing said that {cut_file} was skipped: {training.output[-3000:]}')
    if message:
        return ' not whole, from '.join(Path(name).name for name in message[0])
    found = training.lines(r'resumed epoch: (\d+)')
    return f'from epoch_{found[0]}.pth' if found else 'from the beginning'


def train_through_kills(training: Training, number: int, workers: int, moments: List[str],
                        rng: random.Random) -> List[Kill]:
    """Train to the end, killed at some of the moments."""
    pending, kills, cut_file, started = list(moments), [], '', False
    while True:
        is_last = not pending
        if is_last:
            if training.run(resume=started):
                raise AssertionError(training.output[-3000:])
            killed = False
        else:
            moment = pending.pop(0)
            killed = training.kill_when(started, condition(moment, rng))
        if kills and kills[-1].went_on == '':
            kills[-1] = kills[-1]._replace(went_on=went_on(training, cut_file))
        if not killed:
            return kills
        cut_file, started = '', True
        kills.append(Kill(number, workers, moment, place(training), ''))
        if moment == HALF:  # in the third or fourth epoch, with two checkpoints or three
            newest = training.checkpoints()[-1]
            cut(newest, rng)
            cut_file = newest.name


def compare(whole: dict, work_dir: Path) -> str:
    """The result of a training."""
    place = difference(whole, final_state(work_dir))
    return 'the same bits' if place is None else f'differs: {place}'


def kill_trainings(folder: Path, num_kills: int, seed: int,
                   workers: tuple = (0, 2),
                   kind: Type[Training] = Training) -> List[Tuple[Kill, str]]:
    """Kill as often as asked for, and return what each training of a kind came to.

    Raises:
        AssertionError: If a training does not go on.
    """
    rng, wholes, results, number = random.Random(seed), {}, [], 0
    to_come = [MOMENTS[index % len(MOMENTS)] for index in range(num_kills)]
    rng.shuffle(to_come)
    while to_come:
        used = workers[number % len(workers)]
        config = folder / f'workers{used}' / 'toy.py'
        if used not in wholes:
            config.parent.mkdir(parents=True)
            training = kind(write_config(config.parent, used), config.with_name('whole'))
            if training.run(resume=False):
                raise AssertionError(training.output[-3000:])
            wholes[used] = final_state(training.work_dir)
        number += 1
        training = kind(config, config.with_name(f'killed{number}'))
        kills = train_through_kills(training, number, used, to_come[:KILLS_PER_TRAINING], rng)
        for kill in kills:  # the others had no time to come
            to_come.remove(kill.moment)
        rng.shuffle(to_come)
        result = compare(wholes[used], training.work_dir)
        results += [(kill, result) for kill in kills]
        for kill in kills:
            print(*kill, result, sep=' | ', flush=True)
    return results


def fill_disk(folder: Path, size: str = '11m') -> str:
    """Train into a disk that is too small, make it larger, and go on; returns what happened.

    Raises:
        PermissionError: If no file system can be mounted here.
        AssertionError: If a checkpoint was lost, or the error names no remedy.
    """
    disk = folder / 'disk'
    disk.mkdir()
    mount = ['mount', '-t', 'tmpfs', '-o', f'size={size}', 'tmpfs', str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        raise PermissionError('no file system can be mounted here')
    try:
        config = write_config(folder, 0)
        whole, small = Training(config, folder / 'whole'), Training(config, disk / 'work')
        assert whole.run(resume=False) == 0, whole.output[-3000:]
        code = small.run(resume=False)
        last = small.output.strip().splitlines()[-1]
        assert code == 1 and last.startswith('error: '), small.output[-3000:]
        assert 'No space left' in last and 'Traceback' not in small.output, last
        kept = small.checkpoints()
        assert kept and all(is_whole(str(path)) for path in kept) and not small.half_written()
        subprocess.run(['mount', '-o', 'remount,size=64m', str(disk)], check=True)
        assert small.run(resume=True) == 0, small.output[-3000:]
        result = compare(final_state(whole.work_dir), small.work_dir)
        last, names = last.replace(f'{disk}/', ''), ', '.join(path.name for path in kept)
        return f'rc {code}, "{last}"; {names} whole; with more room, `--resume`: {result}.'
    finally:
        subprocess.run(['umount', str(disk)], check=True)


def write_table(path: Path, results: List[Tuple[Kill, str]], disk: str, seed: int) -> None:
    """Markdown."""
    trainings = len({kill.training for kill, _ in results})
    same = sum(result == 'the same bits' for _, result in results)
    rows = [[str(number), *map(str, kill), result]
            for number, (kill, result) in enumerate(results, 1)]
    heads = ['kill', 'training', 'workers', 'moment', 'where', '`--resume` went on', 'result']
    lines = [f'| {" | ".join(row)} |' for row in [heads, ['---'] * len(heads), *rows]]
    path.write_text(f'''# Killed trainings

Written by `python tests/faults/run.py --kills {len(results)} --seed {seed} --out FILE`: {trainings}
trainings of two phases of two epochs, killed (-9, with their workers) {len(results)} times. The
result is that of the whole training: weights, optimizer, schedulers, phase and the losses of all
iterations in `{LAST}`, compared bit for bit with a training that was left alone. {same} of
{len(results)} are the same.

{chr(10).join(lines)}

A disk that is full: {disk}
''')


def main() -> int:
    """Run everything; 1 if anything differs."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('--kills', type=int, default=30)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--out', type=Path, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        results = kill_trainings(Path(name), args.kills, args.seed)
        (Path(name) / 'full').mkdir()
        try:
            disk = fill_disk(Path(name) / 'full')
        except PermissionError as error:
            disk = f'not tried, {error}.'
    write_table(args.out, results, disk, args.seed)
    print(disk)
    return int({result for _, result in results} != {'the same bits'})


if __name__ == '__main__':
    sys.exit(main())
