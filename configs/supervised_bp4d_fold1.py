# The Baseline of the paper's Table 2; --cfg-options fold=2 for the other folds.
_base_ = [
    '_base_/models/supervised_resnet34.py', '_base_/datasets/bp4d_fold1.py',
    '_base_/schedules/mlcr_60e_20e.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12,
        loss_recognition=dict(
            positive_fraction=[.3, .3, .5, .3, .3, .5, .3, .5, .3, .3, .3, .3])))
train_dataloader = dict(dataset=dict(_delete_=True, **_base_.labeled), batch_sampler=None)
custom_hooks = []
