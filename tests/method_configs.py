"""Toy runs of the co-training baselines."""
import json
from argparse import Namespace

import torch
from toy import write_toy_data

from mlcr_mm import config_path
from mlcr_mm.apis import config_from_arguments
from mlcr_mm.registry import RUNNERS

DATA = '''
_base_ = '{base}'
data_root = {data!r}
pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='OneWarpAugment', size=24, random_crop=True, flip_prob=0.5),
    dict(type='PackInputs'),
]
images = dict(data_root=data_root, data_prefix='images')
labeled = dict(
    type='AUDataset', ann_file='labels.csv', classes=['AU1', 'AU2', 'AU4'], **images)
test_pipeline = [pipeline[0], dict(type='OneWarpAugment', size=24), pipeline[-1]]
train_dataloader = dict(
    batch_size=8,
    num_workers=1,
    dataset=dict(
        pipeline=pipeline,
        labeled=dict(_delete_=True, image_list='train.txt', **labeled)))
val_dataloader = dict(
    batch_size=8, num_workers=0,
    dataset=dict(_delete_=True, image_list='test.txt', pipeline=test_pipeline, test_mode=True,
                 **labeled))
test_dataloader = val_dataloader
default_hooks = dict(logger=dict(interval=1), checkpoint=dict(max_keep_ckpts=4))
backbone = dict(depth=18, base_channels=8, stem_channels=8)
'''
MIXED = '''
train_dataloader['dataset']['unlabeled'] = dict(image_list='unlabeled.txt', **images)
'''
CO_TRAINING = DATA + MIXED + '''
model = dict(
    backbone=backbone,
    head=dict(num_classes=3, in_channels=64, loss_recognition=dict(positive_fraction=0.4)))
train_cfg = dict(
    val_interval=4,
    views=dict(epochs=1),
    co_training=dict(epochs=1, targets=dict(every=2)),
    cool_down=dict(epochs=2))
'''
SUPERVISED = DATA + '''
model = dict(
    backbone=backbone,
    head=dict(num_classes=3, in_channels=64, loss_recognition=dict(positive_fraction=0.4)))
train_cfg = dict(val_interval=2, labeled=dict(epochs=1), cool_down=dict(epochs=1))
'''
MLCT = DATA + MIXED + '''
model = dict(backbone=backbone, head=dict(num_classes=3, in_channels=64))
train_cfg = dict(
    view_checkpoints=['{folder}/seed1', '{folder}/seed2'], rounds=2, sample_share=.25)
'''


def write_method_config(folder, template, leaf):
    """The config of a toy run that inherits a leaf, and its toy data in ``folder/data``."""
    data = folder / 'data'
    if not data.exists():
        write_toy_data(data)
    path = folder / f'{leaf}.py'
    path.write_text(template.format(
        base=config_path(f'{leaf}.py'), data=str(data), folder=folder))
    return path


def build_runner(config, work_dir, **options):
    """The runner that ``tools/train.py`` would start, in this process."""
    config = config_from_arguments(Namespace(
        config=str(config), cfg_options=options, work_dir=str(work_dir), launcher='none',
        local_rank=0, no_pin_memory=False))
    config.experiment_name = str(work_dir)  # by default it is the second of the start
    return RUNNERS.build(config)


def logged_metrics(work_dir):
    """Metrics of the last validation of a training."""
    lines = [json.loads(line) for path in work_dir.rglob('scalars.json')
             for line in path.read_text().splitlines()]
    return [line for line in lines if 'mlcr/f1' in line][-1]


def load_checkpoint(work_dir, epoch=4):
    """The checkpoint of an epoch, as it is on disk."""
    return torch.load(work_dir / f'epoch_{epoch}.pth', map_location='cpu', weights_only=False)


def assert_same_weights(first, second):
    """The state dicts of two checkpoints are equal, bit for bit."""
    for name, weight in first['state_dict'].items():
        assert torch.equal(weight, second['state_dict'][name]), name
