_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/emotionet_96px.py',
    '_base_/schedules/mlcr_6e_1e.py', '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(depth=18),
    head=dict(
        num_classes=12,
        # Few labelled images: plain cross-entropy first, selective balancing with the GCN.
        loss_recognition=dict(positive_fraction=None),
        loss_recognition_graph=dict(
            type='SelectiveBCELoss',
            positive_fraction=[.2, .3, .2, .2, .5, .2, .5, .2, .1, .5, .2, .3]),
        loss_multi_view=dict(loss_weight=1.),
        loss_co_regularization=dict(loss_weight=3.),
        gcn=dict(residual=True)))
