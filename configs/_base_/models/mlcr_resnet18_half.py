# The network of supervised_resnet18_half.py, twice.
_base_ = 'mmpretrain::_base_/models/resnet18.py'

model = dict(
    type='DualViewClassifier',
    backbone=dict(base_channels=32, stem_channels=32),
    head=dict(
        _delete_=True,
        type='GCNHead',
        in_channels=256,
        # Not balanced: decisions are calibrated, and held-out images were ordered better without.
        loss_recognition=dict(type='SelectiveBCELoss', reduction='mean'),
        loss_multi_view=dict(type='MultiViewLoss', loss_weight=1.),
        # Between logits at the labels' shares; plain L_cr draws both views to the frequent answer.
        loss_co_regularization=dict(type='ShareAlignedCoRegularizationLoss', loss_weight=2.5),
        # L_cr once more, between a view and the targets that a phase makes.
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.),
        # Ours, not the released code's; with `residual` the GCN starts as the identity.
        normalize='symmetric',
        gcn=dict(init='xavier', residual=True)))
