_base_ = [
    '_base_/models/mlcr_resnet18_half.py', '_base_/datasets/emotionet_96px.py',
    '_base_/schedules/mlcr_72e_1e.py', '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
