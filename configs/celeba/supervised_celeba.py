# The Baseline of the paper's Fig. 4: one network, the labelled images only.
_base_ = [
    '../_base_/models/supervised_resnet34.py', '../_base_/datasets/celeba.py',
    '../_base_/schedules/supervised_paper.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=40))
train_dataloader = dict(dataset=dict(unlabeled=None))
