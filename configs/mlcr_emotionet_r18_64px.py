# For the tables on a CPU: ResNet-18 with half of the channels, 64 px, no self-training.
_base_ = [
    '_base_/models/mlcr_resnet18_half.py', '_base_/datasets/emotionet_64px.py',
    '_base_/schedules/mlcr_short.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_co_regularization=dict(loss_weight=5.), loss_self_training=None))
