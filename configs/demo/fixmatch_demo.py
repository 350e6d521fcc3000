# FixMatch for several labels with as many epochs as mlcr_demo.py.
_base_ = [
    '../_base_/models/fixmatch_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(
        num_classes=12,
        in_channels=128,
        # Chosen on held-out drawn faces.
        loss_pseudo_label=dict(positive_threshold=0.8, negative_threshold=0.2, loss_weight=3.)))
weak = _base_.augment
strong = dict(weak, **_base_.distortion)
two_augmentations = dict(type='MultiView', num_views=[1, 1], transforms=[[weak], [strong]])
train_dataloader = dict(dataset=dict(pipeline=[two_augmentations, _base_.pack]))
train_cfg = dict(
    val_interval=18,
    phases=['labeled', 'pseudo_labels'],
    labeled=dict(epochs=6),
    pseudo_labels=dict(epochs=30, ramp=dict(loss_pseudo_label=20)))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
