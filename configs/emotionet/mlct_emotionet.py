# Multi-label co-training (Xing et al., IJCAI 2018) on the features of two Baseline networks, which
# are trained first, with two seeds.
_base_ = [
    '../_base_/models/supervised_resnet34.py', '../_base_/datasets/emotionet.py',
    '../_base_/schedules/mlcr_paper.py', '../_base_/default_runtime.py'
]

model = dict(type='DualViewClassifier', head=dict(type='DualViewHead', num_classes=12))
train_cfg = dict(
    _delete_=True,
    type='MLCTTrainLoop',
    view_checkpoints=[f'work_dirs/supervised_emotionet_seed{seed}' for seed in (1, 2)],
    trained_by='configs/emotionet/supervised_emotionet.py')
