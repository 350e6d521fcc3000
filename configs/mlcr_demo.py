_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/demo_faces.py',
    '_base_/schedules/mlcr_demo.py', '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(depth=18, base_channels=16, stem_channels=16),
    head=dict(
        num_classes=12,
        in_channels=128,
        # Strong balancing: co-regularization draws probabilities towards the frequent answer.
        loss_recognition=dict(positive_fraction=0.5, boundary=3., reduction='mean'),
        loss_multi_view=dict(loss_weight=1.),
        loss_co_regularization=dict(loss_weight=2.),
        gcn=dict(residual=True)))
