# Mean-teacher (Tarvainen and Valpola 2017).
_base_ = 'supervised_resnet34.py'

model = dict(
    type='MeanTeacherClassifier',
    head=dict(
        type='ConsistencyHead', loss_consistency=dict(type='ConsistencyLoss', loss_weight=100.)))
custom_hooks = [dict(type='MeanTeacherHook')]
