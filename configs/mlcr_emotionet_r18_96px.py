# For a CPU: ResNet-18 with half of the channels, 96 px.
_base_ = [
    '_base_/models/mlcr_resnet18_half.py', '_base_/datasets/emotionet_96px.py',
    '_base_/schedules/mlcr_self_training.py', '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
