# CAP (Xie et al., NeurIPS 2023): pseudo-labels in the labelled images' shares, from a teacher.
_base_ = 'supervised_resnet34.py'

model = dict(
    type='ClassAwareClassifier',
    momentum=0.0003,  # of the paper
    head=dict(
        type='ClassAwareHead',
        loss_pseudo_label=dict(type='SelectiveBCELoss', reduction='sum', loss_weight=1.)))
custom_hooks = [dict(type='MeanTeacherHook')]
