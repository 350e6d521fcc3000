# Mean-teacher with as many epochs as mlcr_demo.py.
_base_ = [
    '../_base_/models/mean_teacher_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))
train_cfg = dict(
    val_interval=18,
    phases=['labeled', 'consistency'],
    # The lengths were chosen on held-out drawn faces.
    labeled=dict(epochs=18),
    consistency=dict(epochs=18, ramp=dict(loss_consistency=12)))
optim_wrapper = dict(optimizer=dict(lr=4e-3))
