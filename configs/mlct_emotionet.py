# Multi-label co-training (Xing et al., IJCAI 2018) on the features of two Baseline networks, which
# are trained first, with two seeds.
_base_ = 'mlcr_emotionet.py'

head = _base_.model.head
model = dict(
    head=dict(
        _delete_=True,
        type='DualViewHead',
        num_classes=head.num_classes,
        in_channels=head.in_channels))
train_cfg = dict(
    _delete_=True,
    type='MLCTTrainLoop',
    view_checkpoints=[f'work_dirs/supervised_emotionet_seed{seed}' for seed in (1, 2)],
    trained_by='configs/supervised_emotionet.py')
# mmengine wants an optimizer for every training; the classifiers are fitted without it.
param_scheduler = None
custom_hooks = []
