# The Baseline of mlcr_demo_mixup.py: mixtures of images, and as many iterations.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
train_dataloader = dict(dataset=dict(pipeline=[_base_.augment, _base_.pack]))
train_cfg = dict(
    val_interval=36,
    phases=['labeled'],
    labeled=dict(epochs=72))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
