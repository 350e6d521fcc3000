# Multi-label co-training (Xing et al., IJCAI 2018) on the features of two Baseline networks, which
# are trained first, with two seeds.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/schedules/mlcr_short.py', '../_base_/default_runtime.py'
]

model = dict(type='DualViewClassifier', head=dict(type='DualViewHead', num_classes=12))
train_cfg = dict(
    _delete_=True,
    type='MLCTTrainLoop',
    view_checkpoints=[f'work_dirs/supervised_emotionet_r18_64px_seed{seed}' for seed in (1, 2)],
    trained_by='configs/emotionet_r18_64px/supervised_emotionet_r18_64px.py')
