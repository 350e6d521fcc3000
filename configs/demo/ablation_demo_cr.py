# Ablation: Baseline + L_cr.
_base_ = [
    '../_base_/models/mlcr_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(
        num_classes=12,
        in_channels=128,
        loss_multi_view=None,
        loss_co_regularization=dict(loss_weight=5.),
        loss_self_training=None))
train_cfg = dict(
    val_interval=18,
    labeled=dict(epochs=6),
    views=dict(epochs=24, ramp=dict(loss_co_regularization=20)),
    graph=dict(epochs=6, graph=False))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
