# The paper's Baseline: one network, the labelled images only.
_base_ = [
    '../_base_/models/supervised_resnet34.py', '../_base_/datasets/emotionet.py',
    '../_base_/schedules/supervised_paper.py', '../_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
train_dataloader = dict(dataset=dict(unlabeled=None))
