# CAP (Xie et al., NeurIPS 2023): pseudo-labels in the labelled images' shares, from a teacher.
_base_ = 'supervised_resnet18_half.py'

model = dict(
    type='ClassAwareClassifier',
    momentum=0.01,
    head=dict(
        type='ClassAwareHead',
        loss_pseudo_label=dict(type='SelectiveBCELoss', reduction='mean', loss_weight=1.)))
custom_hooks = [dict(type='MeanTeacherHook')]
