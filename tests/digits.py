"""scikit-learn's digits with several labels per image: real images that are no faces."""
import cv2
import numpy as np
from sklearn.datasets import load_digits

from mlcr_mm.apis import load_config

LABELS = dict(
    even=(0, 2, 4, 6, 8), at_least_5=(5, 6, 7, 8, 9), has_loop=(0, 6, 8, 9), prime=(2, 3, 5, 7))
PARTS = dict(train=150, unlabeled=600, test=500)
SIZE = 32


def write_digits(folder):
    """Images of 32 px, ``labels.csv``, and a list of names for each part."""
    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    (folder / 'images').mkdir(parents=True)
    rows, start = [','.join(['image', *LABELS])], 0
    for part, size in PARTS.items():
        chosen = order[start:start + size]
        names = [f'{index:04d}.png' for index in chosen]
        (folder / f'{part}.txt').write_text('\n'.join(names))
        for index, name in zip(chosen, names):
            image = (digits.images[index] * 255 / 16).astype(np.uint8)
            image = cv2.resize(image, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)
            cv2.imwrite(str(folder / 'images' / name), image)
            present = [digits.target[index] in members for members in LABELS.values()]
            rows.append(','.join([name, *map(str, map(int, present))]))
        start += size
    (folder / 'labels.csv').write_text('\n'.join(rows))


def digits_config(leaf, folder):
    """A leaf for faces, with the digits in ``folder`` as its data and a tiny network."""
    config = load_config(f'{leaf}.py')
    part = dict(data_root=str(folder), data_prefix='images', classes=list(LABELS))
    train, test = config.train_dataloader.dataset, config.test_dataloader.dataset
    files = dict(type='AUDataset', ann_file='labels.csv', **part)
    train.labeled = dict(image_list='train.txt', **files)
    train.unlabeled = dict(type='UnlabeledFaces', image_list='unlabeled.txt', **part)
    pipeline = test.pipeline
    test.clear()
    test.update(files, image_list='test.txt', test_mode=True, pipeline=pipeline)
    for dataset in (train, test):
        fit_transforms(dataset.pipeline)
    for loader in (config.train_dataloader, config.test_dataloader):
        loader.update(batch_size=64, num_workers=0)
        loader.setdefault('collate_fn', dict(type='default_collate'))
    config.model.backbone.update(base_channels=8, stem_channels=8)
    config.model.head.update(num_classes=len(LABELS), in_channels=64)
    config.train_dataloader.batch_sampler.num_batches = None
    shorten(config.train_cfg)
    # So few iterations want a teacher that forgets sooner.
    if 'momentum' in config.model:
        config.model.momentum = 0.1
    config.val_cfg = config.val_dataloader = config.val_evaluator = None
    return config


def shorten(train_cfg, factor=12):
    """Divide the epochs of every phase, and what is counted in them, by ``factor``."""
    for name in train_cfg.get('phases', []):
        phase = train_cfg[name]
        phase.epochs = max(phase.epochs // factor, 1)
        phase.get('ramp', {}).update({
            loss: min(max(epochs // factor, 1), phase.epochs)
            for loss, epochs in phase.get('ramp', {}).items()})
        if (phase.get('targets') or {}).get('every'):
            phase.targets.every = 1


def fit_transforms(node):
    """Set what the recipes for faces say of sizes, and that a mirrored face is a face."""
    if isinstance(node, dict):
        if node.get('type') == 'OneWarpAugment':
            node.update(size=SIZE, flip_prob=0.)
            if 'resize' in node:
                node.resize = SIZE + 4
        node = list(node.values())
    if isinstance(node, (list, tuple)):
        for item in node:
            fit_transforms(item)
