# Self-training (noisy student, Xie et al., CVPR 2020): two networks, taught by the mean of two.
_base_ = 'supervised_resnet18_half.py'

model = dict(
    type='DualViewClassifier',
    head=dict(
        type='DualViewHead',
        loss_multi_view=None,
        loss_co_regularization=None,
        # L_cr between a view and the targets, not between the views.
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.)))
