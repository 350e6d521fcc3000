_base_ = [
    '_base_/models/mlcr_resnet18_quarter.py', '_base_/datasets/demo_faces.py',
    '_base_/schedules/mlcr_demo.py', '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
