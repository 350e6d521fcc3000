# mlcr_demo.py with mixtures of images, which learn for longer before they are past their best.
_base_ = [
    '../_base_/models/mlcr_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
# L_cr to the targets fades where a mixture is far from its target; a cross-entropy does not.
target_loss = dict(_delete_=True, type='SoftTargetLoss', loss_weight=1.)
model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128, loss_self_training=target_loss))
train_cfg = dict(
    val_interval=36,
    phases=['labeled', 'self_training', 'graph'],
    labeled=dict(epochs=36),
    self_training=dict(epochs=35))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
