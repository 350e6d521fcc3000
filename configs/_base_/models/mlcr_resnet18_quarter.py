# A quarter of the channels: on a CPU, more passes over the images are worth more than channels.
_base_ = 'mlcr_resnet18.py'

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(in_channels=128, loss_co_regularization=dict(loss_weight=2.)))
