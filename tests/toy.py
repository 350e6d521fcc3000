"""A small dataset on disk and a small config, for tests that run the tools."""
import sys
from pathlib import Path

import cv2
import numpy as np
import torch
from mmengine.registry import DefaultScope
from mmpretrain.apis import get_model

from mlcr_mm import config_path
from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.models.graph import adjacency_from_labels
from mlcr_mm.registry import DATASETS

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable

CONFIG = '''
_base_ = '{base}'
data_root = {data!r}
resample = dict(type='OneWarpAugment', size=24)
weak = dict(resample, random_crop=True, flip_prob=0.5)
pipeline = [dict(type='LoadImageFromFile'), {augmentation}, dict(type='PackInputs')]
images = dict(data_root=data_root, data_prefix='images')
labeled = dict(type='AUDataset', ann_file='labels.csv', classes={classes}, **images)
test_pipeline = [pipeline[0], resample, pipeline[-1]]
train_dataloader = dict(
    batch_size=8,
    num_workers={workers},
    dataset=dict(
        pipeline=pipeline,
        labeled=dict(_delete_=True, image_list='train.txt', **labeled),
        unlabeled=dict(image_list='unlabeled.txt', **images)))
val_dataloader = dict(
    batch_size=8, num_workers=0,
    dataset=dict(_delete_=True, image_list='test.txt', pipeline=test_pipeline, test_mode=True,
                 **labeled))
test_dataloader = val_dataloader
model = dict(
    backbone=dict(depth=18, base_channels=8, stem_channels=8),
    head=dict(
        num_classes={num_classes}, in_channels=64, loss_recognition=dict(positive_fraction=0.4)))
train_cfg = dict(val_interval=4, {phases})
default_hooks = dict(logger=dict(interval=1))
'''

#: Augmentation and first phase of the methods; the second phase has two epochs as well.
METHODS = {
    'mlcr': ('weak', 'views=dict(epochs=2), graph=dict(epochs=2)'),
    'mean_teacher': ("dict(weak, num_views=2)",
                     'consistency=dict(epochs=2, ramp=dict(loss_consistency=2)), '
                     'cool_down=dict(epochs=2)'),
    'fixmatch': ("dict(type='MultiView', num_views=[1, 1], "
                 "transforms=[[weak], [dict(weak, **_base_.distortion)]])",
                 'pseudo_labels=dict(epochs=2), cool_down=dict(epochs=2)'),
}
LABELS = ('AU1', 'AU2', 'AU4')


def write_toy_data(folder, num_labeled=16, num_unlabeled=24, num_test=8):
    """Squares, discs and bars on noise: three labels that a small network can learn."""
    rng = np.random.default_rng(0)
    (folder / 'images').mkdir(parents=True)
    rows, names = ['image,AU1,AU2,AU4'], []
    for index in range(num_labeled + num_unlabeled + num_test):
        labels = rng.random(3) < .5
        image = rng.integers(0, 80, (32, 32, 3), dtype=np.uint8)
        if labels[0]:
            cv2.rectangle(image, (4, 4), (12, 12), (255, 80, 80), -1)
        if labels[1]:
            cv2.circle(image, (22, 10), 5, (80, 255, 80), -1)
        if labels[2]:
            cv2.line(image, (6, 24), (26, 24), (80, 80, 255), 4)
        names.append(f'{index:03d}.png')
        cv2.imwrite(str(folder / 'images' / names[-1]), image)
        rows.append(','.join([names[-1], *map(str, labels.astype(int))]))
    (folder / 'labels.csv').write_text('\n'.join(rows))
    bounds = np.cumsum([0, num_labeled, num_unlabeled, num_test])
    for part, start, end in zip(('train', 'unlabeled', 'test'), bounds, bounds[1:]):
        (folder / f'{part}.txt').write_text('\n'.join(names[start:end]))
    return folder


def write_toy_config(folder, workers=1, method='mlcr', classes=LABELS):
    """The config of a run on toy data in two phases of two epochs each."""
    data = folder / 'data'
    if not data.exists():
        write_toy_data(data)
    path = folder / 'toy.py'
    augmentation, phases = METHODS[method]
    path.write_text(CONFIG.format(
        base=config_path(f'{method}_emotionet.py'), data=str(data), workers=workers,
        augmentation=augmentation, phases=phases, classes=list(classes),
        num_classes=len(classes)))
    return path


def write_toy_checkpoint(config, path, seed=0, graph=False, meta=False):
    """Random weights, no training: classifiers far from zero, so that views and images differ.

    With ``meta`` it says its config and labels, as a checkpoint of a training does.
    """
    torch.manual_seed(seed)
    model = get_model(config, pretrained=False)
    classifiers = getattr(model.head, 'classifiers', None) or model.head.fc
    for parameter in classifiers.parameters():
        torch.nn.init.normal_(parameter, std=2.)
    if graph:
        with DefaultScope.overwrite_default_scope('mmpretrain'):
            labels = label_matrix(DATASETS.build(config.train_dataloader.dataset))
        model.head.set_adjacency(adjacency_from_labels(torch.from_numpy(labels)))
        model.head.start_graph()
    content = dict(state_dict=model.state_dict())
    if meta:
        content['meta'] = dict(cfg=config.pretty_text,
                               dataset_meta=dict(classes=tuple(config.train_dataloader.dataset.labeled.classes)))
    torch.save(content, path)
    return str(path)
