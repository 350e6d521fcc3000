# Mean-teacher in the schedule of mlcr_emotionet_r18half_64px.py.
_base_ = [
    '_base_/models/supervised_resnet18_half.py', '_base_/datasets/emotionet_64px.py',
    '_base_/schedules/mlcr_6e_1e.py', '_base_/default_runtime.py'
]

model = dict(
    type='MeanTeacherClassifier',
    momentum=0.01,  # of the paper's first part: hardly more iterations are trained here
    head=dict(
        type='ConsistencyHead',
        num_classes=12,
        loss_consistency=dict(type='ConsistencyLoss', loss_weight=10.)))

# The ramp is that of the co-regularization.
ramp = _base_.custom_hooks[0]
ramp.loss = 'loss_consistency'
custom_hooks = [ramp, dict(type='MeanTeacherHook')]
