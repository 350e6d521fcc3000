_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/demo_faces.py',
    '_base_/schedules/mlcr_demo.py', '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(depth=18, base_channels=16, stem_channels=16),
    head=dict(
        num_classes=12,
        in_channels=128,
        loss_recognition=dict(positive_fraction=None),
        loss_recognition_graph=dict(type='SelectiveBCELoss', positive_fraction=0.3),
        loss_multi_view=dict(loss_weight=0.1),
        loss_co_regularization=dict(loss_weight=3.),
        gcn=dict(residual=True)))
