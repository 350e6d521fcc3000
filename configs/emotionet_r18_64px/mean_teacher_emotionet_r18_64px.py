# Mean-teacher with as many epochs as mlcr_emotionet_r18_64px.py.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/schedules/mlcr_short.py', '../_base_/default_runtime.py'
]

model = dict(
    type='MeanTeacherClassifier',
    momentum=0.01,  # of the paper's first part: hardly more iterations are trained here
    head=dict(
        type='ConsistencyHead',
        num_classes=12,
        loss_consistency=dict(type='ConsistencyLoss', loss_weight=10.)))
train_cfg = dict(
    phases=['labeled', 'consistency', 'cool_down'],
    consistency=dict(epochs=3, ramp=dict(loss_consistency=1)),
    cool_down=dict(epochs=1, lr_mult=(0.1, 0.)))
custom_hooks = [dict(type='MeanTeacherHook')]
