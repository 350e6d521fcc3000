# Self-training with new views (noisy student), as in the second phase of MLCR with self-training
# and with as many epochs as mlcr_demo.py, without co-regularization.
_base_ = [
    '../_base_/models/self_training_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
train_cfg = dict(
    val_interval=18,
    phases=['labeled', 'self_training'],
    labeled=dict(epochs=18),
    self_training=dict(epochs=18, ramp=dict(_delete_=True)))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
