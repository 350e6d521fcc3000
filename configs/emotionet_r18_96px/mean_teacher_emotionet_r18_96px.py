# Mean-teacher with as many epochs as mlcr_emotionet_r18_96px.py.
_base_ = [
    '../_base_/models/mean_teacher_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_cfg = dict(
    phases=['labeled', 'consistency'],
    labeled=dict(epochs=36),
    consistency=dict(epochs=36, ramp=dict(loss_consistency=24)))
