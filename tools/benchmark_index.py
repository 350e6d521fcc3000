"""Measure the start with many unlabelled images: ``python tools/benchmark_index.py --images 1e6``.

Makes a tree of empty files (unless it is there), then starts a new process that loads the index,
and loader workers that look up every image. Prints seconds and memory.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from torch.utils.data import DataLoader

from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.datasets import UnlabeledFaces

IMAGES_PER_FOLDER = 1000
AGE = 3600  # seconds; a folder that has just been changed is not trusted


def make_tree(root: Path, num_images: int) -> None:
    """Empty files named as EmotioNet names its images."""
    if (root / 'done').is_file():
        return
    for start in range(0, num_images, IMAGES_PER_FOLDER):
        name = f'N_{start // IMAGES_PER_FOLDER + 1:010d}'
        folder = root / 'images' / name
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(min(IMAGES_PER_FOLDER, num_images - start)):
            (folder / f'{name}_{number:05d}.jpg').touch()
        os.utime(folder, (time.time() - AGE, ) * 2)
    os.utime(root / 'images', (time.time() - AGE, ) * 2)
    (root / 'done').touch()


def memory(process: str = 'self') -> dict:
    """Memory of a process in MiB: resident, and what it shares with no other."""
    kilobytes = {}
    for line in Path(f'/proc/{process}/smaps_rollup').read_text().splitlines()[1:]:
        name, value = line.split()[:2]
        kilobytes[name.strip(':')] = int(value)
    private = kilobytes['Private_Clean'] + kilobytes['Private_Dirty']
    return dict(rss=kilobytes['Rss'] // 1024, private=private // 1024)


def measure(root: Path, num_workers: int) -> None:
    """Load the index and run through it in loader workers; prints JSON."""
    before = memory()
    start = time.time()
    dataset = UnlabeledFaces(
        data_root=str(root), data_prefix='images', index_file='images.index')
    result = dict(images=len(dataset), seconds=round(time.time() - start, 2), before=before,
                  main=memory())
    if num_workers:
        last = len(dataset) - 1000 * num_workers
        dataset.pipeline.transforms.append(
            lambda sample: memory() if sample['sample_idx'] % 1000 == 999 and
            sample['sample_idx'] >= last else sample['sample_idx'])
        loader = DataLoader(dataset, batch_size=1000, num_workers=num_workers,
                            collate_fn=lambda batch: batch[-1], multiprocessing_context='fork')
        start = time.time()
        workers = [found for found in loader if isinstance(found, dict)]
        result.update(workers=workers, main_after=memory(),
                      seconds_of_a_pass=round(time.time() - start, 2))
    print(json.dumps(result))


@user_errors()
def main() -> None:
    """Measure without and with an index file."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('--images', type=number_type(float, 1), default=1e6)
    parser.add_argument('--workers', type=number_type(int, 0), default=4)
    parser.add_argument('--root', type=Path, help='folder for the files; removed at the end unless '
                        'it is given')
    parser.add_argument('--measure', action='store_true', help='(used by the tool itself)')
    args = parser.parse_args()
    if args.measure:
        measure(args.root, args.workers)
        return
    with tempfile.TemporaryDirectory() as temporary:
        root = args.root or Path(temporary)
        make_tree(root, int(args.images))
        (root / 'images.index').unlink(missing_ok=True)
        for title, workers in (('first start', 0), ('from the index', args.workers)):
            print(title, flush=True)
            subprocess.run([sys.executable, __file__, '--measure', '--root', str(root),
                            '--workers', str(workers)], check=True)


if __name__ == '__main__':
    main()
