# Drawn faces, a quarter of the channels: trains on two CPU cores in minutes.
_base_ = [
    '_base_/models/mlcr_resnet18_half.py', '_base_/datasets/demo_faces.py',
    '_base_/schedules/mlcr_self_training.py', '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
train_cfg = dict(
    val_interval=18,
    labeled=dict(epochs=18),
    self_training=dict(epochs=17))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
