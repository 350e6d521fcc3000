"""Stand-ins for parts of a training, for tests of hooks."""
from types import SimpleNamespace

import numpy as np
import torch
from mmengine.dataset import BaseDataset
from mmengine.logging import MessageHub
from mmengine.optim import OptimWrapper
from mmengine.runner import BaseLoop
from mmpretrain.structures import DataSample

from mlcr_mm.datasets import SemiSupervisedDataset
from mlcr_mm.registry import MODELS

NUM_CLASSES = 3
LABELS = np.array([[1, 0, -1], [0, 1, -1], [1, 0, -1], [0, 0, -1]], np.float32)
NUM_UNLABELED = 6


class Part(BaseDataset):
    """A dataset of ``length`` images that are never loaded."""

    def __init__(self, length):
        super().__init__(lazy_init=True)
        self.length = length

    def full_init(self):
        pass

    def __len__(self):
        return self.length


class LabeledPart(Part):
    """Images with the labels of a matrix."""

    def __init__(self, labels=LABELS):
        super().__init__(len(labels))
        self.labels = labels

    def get_gt_scores(self):
        return self.labels


class UnlabeledPart(Part):
    """Images without labels."""

    def get_gt_scores(self):
        return np.empty((0, NUM_CLASSES), np.float32)


class Loop(BaseLoop):
    """A loop that has been built and does nothing."""

    def __init__(self, dataset=None):
        self.dataloader = SimpleNamespace(dataset=dataset)

    def run(self):
        pass


class Loader(SimpleNamespace):
    """A loader of ten batches per epoch."""

    def __len__(self):
        return 10


class Config(dict):
    """A config whose keys are attributes."""

    __getattr__ = dict.__getitem__


def model_config(head='DualViewHead', **losses):
    """Two tiny networks."""
    return dict(
        type='DualViewClassifier',
        backbone=dict(type='ResNet', depth=18, base_channels=4, stem_channels=4),
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type=head, num_classes=NUM_CLASSES, in_channels=32, **losses))


def semi_supervised(num_unlabeled=NUM_UNLABELED):
    """The training set of :func:`make_runner`."""
    return SemiSupervisedDataset(LabeledPart(), UnlabeledPart(num_unlabeled))


def make_runner(config=None, dataset=None, epoch=0, resume=False, hooks=(), sampler=None):
    """A runner that trains the model of a config."""
    config = config or model_config()
    model = MODELS.build(config)
    loader = Loader(dataset=dataset or semi_supervised(),
                    batch_sampler=sampler or SimpleNamespace(draw_unlabeled=None))
    return SimpleNamespace(
        model=model, cfg=Config(model=config), train_dataloader=loader, epoch=epoch,
        iter=10 * epoch, seed=0, hooks=list(hooks), message_hub=MessageHub('test'),
        optim_wrapper=OptimWrapper(torch.optim.AdamW(model.parameters())), param_schedulers=[],
        _train_loop=Loop(), _resume=resume, _load_from='a.pth')


def weights(runner):
    """All weights of the model, in one vector."""
    return torch.cat([p.detach().flatten() for p in runner.model.parameters()])


def batch_of(*places, labels=(-1., -1., -1.)):
    """A batch of images with these ``sample_idx``, all with the same labels."""
    return dict(data_samples=[
        DataSample(metainfo=dict(sample_idx=place)).set_gt_score(torch.tensor(labels))
        for place in places])
