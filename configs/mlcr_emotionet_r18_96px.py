_base_ = 'mlcr_emotionet.py'

model = dict(backbone=dict(depth=18))
train_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='Resize', scale=103),
    dict(type='RandomCrop', crop_size=96),
    dict(type='RandomFlip', prob=0.5),
    dict(type='PackInputs'),
]
labeled = _base_.labeled
labeled.pipeline = train_pipeline
unlabeled = _base_.unlabeled
unlabeled.pipeline = train_pipeline
test_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='Resize', scale=103),
    dict(type='CenterCrop', crop_size=96),
    dict(type='PackInputs'),
]
train_dataloader = dict(num_workers=1, dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(num_workers=1, dataset=dict(pipeline=test_pipeline))
test_dataloader = val_dataloader
