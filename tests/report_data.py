"""A small data set with its config, for the tests of the dataset report."""
import numpy as np
from mmengine.config import Config

from mlcr_mm.dataset_report import ImageScan, Part, find_problems
from mlcr_mm.files import write_image

PIPELINE = [dict(type='LoadImageFromFile'), dict(type='PackInputs')]


def write_images(folder, names, seed=0):
    rng = np.random.default_rng(seed)
    for name in names:
        image = rng.integers(0, 256, (24, 32, 3)).astype(np.uint8)
        write_image(str(folder / name), image)


def write_data(folder):
    """Six labelled, four unlabelled, three test images, of labels A and B."""
    write_images(folder, [f'l{i}.png' for i in range(6)] + [f't{i}.png' for i in range(3)])
    write_images(folder / 'more', [f'u{i}.png' for i in range(4)], seed=1)
    (folder / 'train.csv').write_text('image,A,B\n' + ''.join(
        f'l{i}.png,{int(i < 2)},{int(i % 2) if i else ""}\n' for i in range(6)))
    (folder / 'test.csv').write_text('image,A,B\n' + ''.join(
        f't{i}.png,{int(i == 0)},1\n' for i in range(3)))


def make_config(folder, pipeline=PIPELINE):
    base = dict(data_root=str(folder), pipeline=pipeline)
    labeled = dict(type='AUDataset', ann_file='train.csv', **base)
    unlabeled = dict(type='UnlabeledFaces', data_root=str(folder), data_prefix='more')
    train = dict(type='SemiSupervisedDataset', pipeline=pipeline, labeled=labeled,
                 unlabeled=unlabeled)
    test = dict(type='AUDataset', ann_file='test.csv', test_mode=True, **base)
    return Config(dict(
        train_dataloader=dict(dataset=train),
        val_dataloader=dict(dataset=test), test_dataloader=dict(dataset=test)))


def make_part(name='train', labels=((1, 0), (0, 1)), role='train', classes=('A', 'B'),
              **kwargs):
    labels = np.array(labels, np.float32)
    paths = kwargs.pop('paths', [f'/{name}/{index}.jpg' for index in range(len(labels))])
    return Part(name, role, classes, paths, labels, **kwargs)


def found(parts, scans=None):
    return [(finding.is_error, finding.text) for finding in find_problems(parts, scans or {})]


def make_scan(parts, **changes):
    """A scan of all images, each different unless ``changes`` says otherwise, by path."""
    scans = {path: ImageScan(path.encode(), (24, 24), '') for part in parts for path in part.paths}
    return {**scans, **changes}
