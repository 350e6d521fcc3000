# The Baseline in the schedule of mlcr_emotionet_r18_64px.py: one network, and no unlabelled images
# in any of the 7 epochs.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/schedules/mlcr_short.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_dataloader = dict(dataset=dict(pipeline=[_base_.load, _base_.augment, _base_.pack]))
train_cfg = dict(
    phases=['labeled', 'cool_down'],
    labeled=dict(epochs=6),
    cool_down=dict(epochs=1, unlabeled=False, lr_mult=(0.1, 0.)))
