# Co-training with as many epochs as mlcr_demo.py.
_base_ = [
    '../_base_/models/co_training_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
train_cfg = dict(
    val_interval=18,
    phases=['labeled', 'co_training'],
    # The lengths were chosen on held-out drawn faces.
    labeled=dict(epochs=18),
    co_training=dict(epochs=18, targets=dict(type='ExchangedLabels', every=5)))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
