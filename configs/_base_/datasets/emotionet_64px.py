# 64 px, small batches, and the paper's augmentation only, one of its own for each view.
_base_ = 'emotionet.py'

load = dict(type='LoadImageFromFile')
resample = dict(type='OneWarpAugment', size=64, resize=72)
augment = dict(resample, random_crop=True, flip_prob=0.5)
pack = dict(type='PackInputs')

train_dataloader = dict(
    batch_size=24,
    num_workers=1,
    dataset=dict(pipeline=[load, dict(augment, num_views=2), pack]),
    batch_sampler=dict(_delete_=True, type='MixedBatchSampler', ratio=(1, 1)))
val_dataloader = dict(num_workers=1, dataset=dict(pipeline=[load, resample, pack]))
test_dataloader = val_dataloader
