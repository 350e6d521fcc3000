_base_ = [
    '_base_/models/supervised_resnet18.py', '_base_/datasets/emotionet_96px.py',
    '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))

# The labelled images only, as often and in as many iterations as in mlcr_emotionet_r18_96px.py.
labeled = _base_.labeled
labeled.pipeline = [*_base_.resize, *_base_.augmentation, _base_.pack]
train_dataloader = dict(
    batch_size=24, dataset=dict(_delete_=True, **labeled), batch_sampler=None)
train_cfg = dict(by_epoch=True, max_epochs=35, val_interval=35)
val_cfg = dict()
test_cfg = dict()
optim_wrapper = dict(
    optimizer=dict(type='AdamW', lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4, fused=True))
param_scheduler = [
    dict(type='LinearLR', start_factor=0.02, by_epoch=False, end=50),
    dict(type='CosineAnnealingLR', T_max=35, convert_to_iter_based=True),
]
