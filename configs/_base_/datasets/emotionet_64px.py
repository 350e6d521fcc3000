# 64 px, small batches, and the paper's augmentation only, one of its own for each view.
_base_ = 'emotionet.py'

resize = [dict(type='LoadImageFromFile'), dict(type='Resize', scale=72)]
augmentation = [
    dict(type='RandomCrop', crop_size=64),
    dict(type='RandomFlip', prob=0.5),
]
pack = dict(type='PackInputs')

train_dataloader = dict(
    batch_size=24,
    num_workers=1,
    dataset=dict(
        pipeline=[*resize, dict(type='MultiView', num_views=2, transforms=[augmentation]), pack]),
    batch_sampler=dict(_delete_=True, type='MixedBatchSampler', ratio=(1, 1)))
val_dataloader = dict(
    num_workers=1,
    dataset=dict(pipeline=[*resize, dict(type='CenterCrop', crop_size=64), pack]))
test_dataloader = val_dataloader
