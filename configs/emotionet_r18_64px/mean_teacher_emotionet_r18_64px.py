# Mean-teacher with as many epochs as mlcr_emotionet_r18_64px.py.
_base_ = [
    '../_base_/models/mean_teacher_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/schedules/mlcr_short.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_cfg = dict(
    phases=['labeled', 'consistency', 'cool_down'],
    consistency=dict(epochs=3, ramp=dict(loss_consistency=1)),
    cool_down=dict(epochs=1, lr_mult=(0.1, 0.)))
