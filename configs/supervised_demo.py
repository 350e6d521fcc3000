_base_ = [
    '_base_/models/supervised_resnet18.py', '_base_/datasets/demo_faces.py',
    '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(base_channels=16, stem_channels=16), head=dict(num_classes=12, in_channels=128))

# The labelled images only, in as many iterations of as many of them as in mlcr_demo.py.
labeled = _base_.labeled
labeled.pipeline = [*_base_.augmentation, _base_.pack]
train_dataloader = dict(
    batch_size=32, dataset=dict(_delete_=True, **labeled), batch_sampler=None)
train_cfg = dict(by_epoch=True, max_epochs=116, val_interval=58)
val_cfg = dict()
test_cfg = dict()
optim_wrapper = dict(optimizer=dict(type='AdamW', lr=2e-3, weight_decay=1e-4, fused=True))
param_scheduler = [dict(type='CosineAnnealingLR', T_max=116, convert_to_iter_based=True)]
