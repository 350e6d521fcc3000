# For the tables on a CPU: ResNet-18 with half the channels, 64 px.
_base_ = [
    '_base_/models/mlcr_resnet18.py', '_base_/datasets/emotionet_64px.py',
    '_base_/schedules/mlcr_6e_1e.py', '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=32, stem_channels=32), head=dict(num_classes=12, in_channels=256))
