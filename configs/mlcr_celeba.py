_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/celeba.py',
    '_base_/schedules/mlcr_paper.py', '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=40))
