_base_ = 'mmpretrain::_base_/models/resnet34.py'

model = dict(
    type='DualViewClassifier',
    head=dict(
        _delete_=True,
        type='GCNHead',
        in_channels=512,
        # The graph of the released code; the paper's Eq. (6) is normalize=None.
        gcn=dict(init='released'),
        normalize='released',
        # The lambdas of the paper; they stand against the sum over the labels of the released code.
        loss_recognition=dict(type='SelectiveBCELoss', reduction='sum'),
        loss_multi_view=dict(type='MultiViewLoss', loss_weight=400.),
        loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=100.)))
