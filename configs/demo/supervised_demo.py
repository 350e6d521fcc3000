# The Baseline of mlcr_demo.py: one network of the same kind and as many iterations with as many
# labelled images, in one cosine; no unlabelled images in any epoch.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
train_dataloader = dict(dataset=dict(pipeline=[_base_.augment, _base_.pack]))
train_cfg = dict(
    val_interval=18,
    phases=['labeled'],
    labeled=dict(epochs=36))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
