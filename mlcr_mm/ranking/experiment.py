"""Does a choice of the images to label gain anything? An experiment on drawn faces."""
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterable, List, NamedTuple

import numpy as np
import pandas as pd

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.files import write_image, write_text
from mlcr_mm.shipped import TOOLS, config_path

from .experiment_record import check_experiment

#: The choice that the others are compared with, and the training before anything was chosen.
RANDOM, START = 'random', 'start'
METRICS = ('f1', 'map')

_CONFIG = '''_base_ = {base!r}
images = dict(data_root={data!r}, data_prefix='images')
load = dict(type='LoadImageFromFile')
train_dataloader = dict(dataset=dict(
    pipeline=[load, *_base_.train_dataloader.dataset.pipeline],
    labeled=dict(_delete_=True, type='AUDataset', ann_file='labels.csv',
                 classes={classes}, image_list={labeled!r}, **images),
    unlabeled=dict(_delete_=True, type='UnlabeledFaces', image_list={unlabeled!r}, **images)))
train_cfg = dict(
    _delete_=True, type='PhaseTrainLoop', val_interval=1000, phases=['labeled', 'views'],
    labeled=dict(epochs={labeled_epochs}, unlabeled=False, lr_mult=(1., 0.02)),
    views=dict(epochs={view_epochs}, ramp=dict(loss_co_regularization=1), lr_mult=(0.5, 0.02)))
model = dict(head=dict(loss_self_training=None))
val_dataloader = dict(dataset=dict(
    _delete_=True, type='AUDataset', ann_file='test.csv', classes={classes}, test_mode=True,
    pipeline=[load, dict(type='PackInputs')], data_root={data!r}, data_prefix='test'))
test_dataloader = val_dataloader
randomness = dict(seed={seed})
'''


class Experiment(NamedTuple):
    """Sizes of the experiment.

    Attributes:
        pool (int): Drawn faces without labels, of which some are chosen.
        subjects (int): Persons in the pool, and in the test images.
        start (int): Labels that there are before.
        chosen (int): Labels that are added.
        labeled_epochs (int): Passes over the labelled images alone.
        view_epochs (int): Passes with co-regularization.
        image_size (int): Pixels.
        test (int): Faces of other persons to test on.
    """

    pool: int = 600
    subjects: int = 50
    start: int = 100
    chosen: int = 100
    labeled_epochs: int = 12
    view_epochs: int = 8
    image_size: int = 40
    test: int = 1000


class SeedRun:
    """All trainings of one seed: from the start, and after each choice.

    Args:
        folder (Path): Where files go; finished trainings in it are not run again.
        seed (int): Of the faces, the start, the random choice and the networks.
        experiment (Experiment): Sizes.
    """

    def __init__(self, folder: Path, seed: int, experiment: Experiment) -> None:
        self.folder = folder
        self.seed = seed
        self.experiment = experiment
        self.data = folder / 'data'

    def run(self, strategies: Iterable[str]) -> Dict[str, Dict[str, float]]:
        """Train at the start and after each choice, and test the mean of both views.

        Args:
            strategies (Iterable[str]): See :data:`mlcr_mm.ranking.STRATEGIES`, and ``random``.

        Returns:
            dict[str, dict[str, float]]: :data:`METRICS` in percent, by strategy and of the start.

        Raises:
            ValueError: If the folder has results of other sizes.
        """
        check_experiment(self.folder, dict(self.experiment._asdict(), seed=self.seed))
        names = self._write_pool()
        order = np.random.default_rng(self.seed).permutation(names).tolist()
        known, rest = order[:self.experiment.start], order[self.experiment.start:]
        scores = {START: self._train(START, known, rest)}
        for strategy in strategies:
            added = (rest[:self.experiment.chosen] if strategy == RANDOM
                     else self._choose(strategy, known, rest))
            left = sorted(set(rest) - set(added))
            scores[strategy] = self._train(strategy.replace('+', '_'), [*known, *added], left)
        return scores

    def _write_pool(self) -> List[str]:
        """Draw the faces, and give the names of those of the pool."""
        sizes = self.experiment
        test, pool = (
            DemoFaces(split=split, seed=seed, num_images=number,
                      images_per_subject=math.ceil(number / sizes.subjects),
                      image_size=sizes.image_size, pipeline=[])
            for split, seed, number in (('test', 0, sizes.test),
                                        ('train', 1000 + self.seed, sizes.pool)))
        self._write(test, 'test', 'test.csv')
        return self._write(pool, 'images', 'labels.csv')

    def _write(self, faces: DemoFaces, folder: str, table: str) -> List[str]:
        names = [f'{index:05d}.png' for index in range(len(faces))]
        if not (self.data / table).is_file():
            for index, name in enumerate(names):
                write_image(str(self.data / folder / name), faces.get_data_info(index)['img'])
            labels = pd.DataFrame(faces.get_gt_scores().astype(int), columns=faces.CLASSES)
            labels.insert(0, 'image', names)
            write_text(self.data / table, labels.to_csv(index=False))
        return names

    def _choose(self, strategy: str, known: List[str], rest: List[str]) -> List[str]:
        out = self.folder / f'{strategy}.csv'
        if not out.is_file():
            lists = []
            for name, images in (('known', known), ('rest', rest)):
                lists.append(self.folder / f'{name}.txt')
                write_text(lists[-1], '\n'.join(str((self.data / 'images' / image).resolve())
                                                for image in images))
            covered = ['--labeled', str(lists[0])] if 'diverse' in strategy else []
            _python('rank_unlabeled.py', str(lists[1]), '--checkpoint',
                    str(self._checkpoint(START)), '--by', strategy, '--detector', 'none', '--out',
                    str(out), '--count', str(self.experiment.chosen), '--batch-size', '100',
                    *covered)
        return [Path(name).name for name in pd.read_csv(out).input]

    def _checkpoint(self, name: str) -> Path:
        epochs = self.experiment.labeled_epochs + self.experiment.view_epochs
        return self.folder / name / f'epoch_{epochs}.pth'

    def _train(self, name: str, labeled: List[str], unlabeled: List[str]) -> Dict[str, float]:
        metrics = self.folder / f'{name}.json'
        if not metrics.is_file():
            for part, images in (('labeled', labeled), ('unlabeled', unlabeled)):
                write_text(self.data / f'{name}_{part}.txt', '\n'.join(images))
            config = self.folder / f'{name}.py'
            write_text(config, _CONFIG.format(
                base=config_path('mlcr_demo.py'), data=str(self.data), seed=self.seed,
                classes=list(DemoFaces.METAINFO['classes']), labeled=f'{name}_labeled.txt',
                unlabeled=f'{name}_unlabeled.txt', labeled_epochs=self.experiment.labeled_epochs,
                view_epochs=self.experiment.view_epochs))
            work_dir = self.folder / name
            _python('train.py', str(config), '--work-dir', str(work_dir), '--no-validate')
            _python('test.py', str(config), str(self._checkpoint(name)), '--work-dir',
                    str(work_dir), '--out', str(metrics), '--out-item', 'metrics')
        found = json.loads(metrics.read_text())
        return {name: float(found[f'mlcr/{name}_ensemble']) for name in METRICS}


def _python(tool: str, *arguments: str) -> None:
    """Run a tool; its output is shown if it fails.

    Raises:
        RuntimeError: If it fails.
    """
    result = subprocess.run([sys.executable, str(TOOLS / tool), *arguments], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode:
        print(result.stdout, file=sys.stderr)
        last = (result.stdout.strip().splitlines() or ['it said nothing'])[-1]
        raise RuntimeError(f'{tool} failed: {last}')


def summarize(scores: Dict[int, Dict[str, Dict[str, float]]]) -> pd.DataFrame:
    """Mean and spread over the seeds, and the difference to the random choice, seed by seed.

    Args:
        scores (dict[int, dict[str, dict[str, float]]]): Seed to results of :meth:`SeedRun.run`.

    Returns:
        pd.DataFrame: A row per choice. For each metric ``<metric>``, ``<metric>_sd``,
        ``<metric>_minus_random``, ``<metric>_minus_random_sd`` (standard deviations of a sample;
        NaN of one seed), and ``<metric>_seed<N>``.
    """
    parts = []
    for metric in METRICS:
        values = pd.DataFrame({seed: {choice: found[metric] for choice, found in run.items()}
                               for seed, run in scores.items()})
        difference = values - values.loc[RANDOM]
        columns = {'': values.mean(axis=1), '_sd': values.std(axis=1),
                   '_minus_random': difference.mean(axis=1),
                   '_minus_random_sd': difference.std(axis=1)}
        parts.append(pd.DataFrame({metric + end: column for end, column in columns.items()}).join(
            values.add_prefix(f'{metric}_seed')))
    return pd.concat(parts, axis=1).rename_axis('choice')
