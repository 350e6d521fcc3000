_base_ = [
    '_base_/models/mlcr_resnet18.py', '_base_/datasets/demo_faces.py',
    '_base_/schedules/mlcr_demo.py', '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128, loss_co_regularization=dict(loss_weight=2.)))
