# The network and the recognition loss of mlcr_resnet18_half.py, once.
_base_ = 'supervised_resnet18.py'

model = dict(
    backbone=dict(base_channels=32, stem_channels=32),
    head=dict(in_channels=256, loss_recognition=dict(reduction='mean')))
