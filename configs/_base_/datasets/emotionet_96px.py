# 96 px, and each view sees the image in an augmentation of its own.
_base_ = ['emotionet.py', 'aligned_augmentation.py']

load = dict(type='LoadImageFromFile')
resample = dict(type='OneWarpAugment', size=96, resize=108)
augment = dict(resample, **_base_.augmentation, erase_prob=0.5)
pack = dict(type='PackInputs')

train_dataloader = dict(
    batch_size=64,
    num_workers=1,
    dataset=dict(pipeline=[load, dict(augment, num_views=2), pack]),
    batch_sampler=dict(
        _delete_=True, type='MixedBatchSampler', ratio=(1, 1), num_batches=63))
val_dataloader = dict(num_workers=1, dataset=dict(pipeline=[load, resample, pack]))
test_dataloader = val_dataloader
