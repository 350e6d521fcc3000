# 64 px, small batches, and the paper's augmentation only.
_base_ = 'emotionet_96px.py'

resize = [dict(type='LoadImageFromFile'), dict(type='Resize', scale=72)]
augmentation = [
    dict(type='RandomCrop', crop_size=64),
    dict(type='RandomFlip', prob=0.5),
]
pack = _base_.pack
train_pipeline = [*resize, dict(type='MultiView', num_views=2, transforms=[augmentation]), pack]
test_pipeline = [*resize, dict(type='CenterCrop', crop_size=64), pack]

labeled = _base_.labeled
labeled.pipeline = train_pipeline
unlabeled = _base_.unlabeled
unlabeled.pipeline = train_pipeline
train_dataloader = dict(
    batch_size=24,
    dataset=dict(datasets=[labeled, unlabeled]),
    batch_sampler=dict(ratio=(1, 1), labeled_epochs=3))
val_dataloader = dict(dataset=dict(pipeline=test_pipeline))
test_dataloader = val_dataloader
