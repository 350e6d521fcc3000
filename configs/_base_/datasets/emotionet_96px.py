# 96 px, and each view sees the image in an augmentation of its own.
_base_ = ['emotionet.py', 'aligned_augmentation.py']

resize = [dict(type='LoadImageFromFile'), dict(type='Resize', scale=108)]
crop = dict(type='CenterCrop', crop_size=96)
augmentation = [
    *_base_.augmentation, crop,
    dict(type='RandomErasing', erase_prob=0.5, min_area_ratio=0.02, max_area_ratio=0.15),
]
pack = dict(type='PackInputs')

train_dataloader = dict(
    batch_size=96,
    num_workers=1,
    dataset=dict(
        pipeline=[*resize, dict(type='MultiView', num_views=2, transforms=[augmentation]), pack]),
    batch_sampler=dict(_delete_=True, type='MixedBatchSampler', ratio=(1, 2)))
val_dataloader = dict(num_workers=1, dataset=dict(pipeline=[*resize, crop, pack]))
test_dataloader = val_dataloader
