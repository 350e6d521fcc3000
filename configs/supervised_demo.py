_base_ = [
    '_base_/models/supervised_resnet34.py', '_base_/datasets/demo_faces.py',
    '_base_/default_runtime.py'
]

model = dict(
    backbone=dict(depth=18, base_channels=16, stem_channels=16),
    head=dict(num_classes=12, in_channels=128))

# The same labelled images in the same number of iterations as in mlcr_demo.py, and no others.
labeled = _base_.labeled
labeled.pipeline = [*_base_.augmentation, _base_.pack]
train_dataloader = dict(
    batch_size=32, dataset=dict(_delete_=True, **labeled), batch_sampler=None)
train_cfg = dict(by_epoch=True, max_epochs=48, val_interval=48)
val_cfg = dict()
test_cfg = dict()
optim_wrapper = dict(optimizer=dict(type='AdamW', lr=2e-3, weight_decay=1e-4))
param_scheduler = [dict(type='CosineAnnealingLR', T_max=48, convert_to_iter_based=True)]
