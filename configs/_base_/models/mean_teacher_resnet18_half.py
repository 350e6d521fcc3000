# Mean-teacher (Tarvainen and Valpola 2017).
_base_ = 'supervised_resnet18_half.py'

model = dict(
    type='MeanTeacherClassifier',
    momentum=0.01,  # of the paper's first part: hardly more iterations are trained here
    head=dict(
        type='ConsistencyHead', loss_consistency=dict(type='ConsistencyLoss', loss_weight=10.)))
custom_hooks = [dict(type='MeanTeacherHook')]
