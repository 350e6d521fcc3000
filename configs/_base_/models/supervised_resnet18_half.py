# The network and the recognition loss of mlcr_resnet18_half.py, once.
_base_ = 'supervised_resnet34.py'

model = dict(
    backbone=dict(depth=18, base_channels=32, stem_channels=32),
    head=dict(
        in_channels=256,
        loss_recognition=dict(positive_fraction=0.5, boundary=3., reduction='mean')))
