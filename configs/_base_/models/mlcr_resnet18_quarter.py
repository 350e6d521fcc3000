# As mlcr_resnet18_half.py, with a quarter of the channels and half the weight for the targets.
_base_ = 'mlcr_resnet18_half.py'

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(in_channels=128, loss_self_training=dict(loss_weight=10.)))
