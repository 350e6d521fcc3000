_base_ = 'emotionet.py'

# 96 px, and each view sees the image in an augmentation of its own.
resize = [dict(type='LoadImageFromFile'), dict(type='Resize', scale=108)]
augmentation = [
    dict(
        type='RandomResizedCrop',
        scale=96,
        crop_ratio_range=(0.7, 1.),
        aspect_ratio_range=(0.9, 1.1)),
    dict(type='RandomFlip', prob=0.5),
    dict(type='Rotate', magnitude_range=(0, 10), magnitude_std='inf', prob=1.,
         interpolation='bilinear'),
    dict(type='ColorJitter', brightness=0.25, contrast=0.25, saturation=0.25),
]
pack = dict(type='PackInputs')
train_pipeline = [*resize, dict(type='MultiView', num_views=2, transforms=[augmentation]), pack]
test_pipeline = [*resize, dict(type='CenterCrop', crop_size=96), pack]

labeled = _base_.labeled
labeled.pipeline = train_pipeline
unlabeled = _base_.unlabeled
unlabeled.pipeline = train_pipeline
train_dataloader = dict(
    batch_size=64,
    num_workers=1,
    dataset=dict(datasets=[labeled, unlabeled]),
    batch_sampler=dict(_delete_=True, type='MixedBatchSampler', ratio=(1, 1), labeled_epochs=12))
val_dataloader = dict(num_workers=1, dataset=dict(pipeline=test_pipeline))
test_dataloader = val_dataloader
