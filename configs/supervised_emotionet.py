# The paper's Baseline: one network, the labelled images only.
_base_ = [
    '_base_/models/supervised_resnet34.py', '_base_/datasets/emotionet.py',
    '_base_/schedules/mlcr_60e_20e.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12,
        loss_recognition=dict(
            positive_fraction=[.2, .3, .2, .2, .5, .2, .5, .2, .1, .5, .2, .3])))
train_dataloader = dict(dataset=dict(_delete_=True, **_base_.labeled), batch_sampler=None)
custom_hooks = []
