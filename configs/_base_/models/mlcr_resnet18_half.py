# The network of supervised_resnet18_half.py, twice.
_base_ = 'mmpretrain::_base_/models/resnet18.py'

model = dict(
    type='DualViewClassifier',
    backbone=dict(base_channels=32, stem_channels=32),
    head=dict(
        _delete_=True,
        type='GCNHead',
        in_channels=256,
        loss_recognition=dict(
            type='SelectiveBCELoss', positive_fraction=0.5, boundary=3., reduction='mean'),
        loss_multi_view=dict(type='MultiViewLoss', loss_weight=1.),
        loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=2.),
        # L_cr once more, between a view and the targets that a phase makes.
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=20.),
        # Ours, not the released code's; with `residual` the GCN starts as the identity.
        normalize='symmetric',
        gcn=dict(init='xavier', residual=True)))
