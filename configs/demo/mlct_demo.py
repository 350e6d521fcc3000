# Multi-label co-training (Xing et al., IJCAI 2018) on the features of two Baseline networks, which
# are trained first, with two seeds.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/demo_faces.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    type='DualViewClassifier',
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(type='DualViewHead', num_classes=12, in_channels=128))
train_cfg = dict(
    _delete_=True,
    type='MLCTTrainLoop',
    view_checkpoints=[f'work_dirs/supervised_demo_seed{seed}' for seed in (1, 2)],
    trained_by='configs/demo/supervised_demo.py')
