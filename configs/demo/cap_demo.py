# CAP (Xie et al., NeurIPS 2023) with as many epochs as mlcr_demo.py: the teacher gives
# every unlabelled image its labels before each epoch.
_base_ = [
    '../_base_/models/cap_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
strong = dict(_base_.augment, **_base_.distortion)
train_dataloader = dict(dataset=dict(pipeline=[strong, _base_.pack]))
train_cfg = dict(
    val_interval=18,
    phases=['labeled', 'pseudo_labels'],
    labeled=dict(epochs=6),
    pseudo_labels=dict(
        epochs=30,
        targets=dict(type='ClassAwareLabels', every=1),
        ramp=dict(loss_pseudo_label=20)))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
