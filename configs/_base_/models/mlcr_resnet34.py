_base_ = 'mmpretrain::_base_/models/resnet34.py'

model = dict(
    type='DualViewClassifier',
    head=dict(
        _delete_=True,
        type='GCNHead',
        in_channels=512,
        loss_recognition=dict(type='SelectiveBCELoss'),
        loss_multi_view=dict(type='MultiViewLoss', loss_weight=400.),
        loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=100.),
        gcn=dict(negative_slope=0.2)))
