# Your own images, of any size and of anything:
#   data/custom/train.csv       image,<label>,<label>,...  with 1, 0, or nothing for unknown
#   data/custom/test.csv        likewise, of other images
#   data/custom/images/         the images that the two files name
#   data/custom/unlabeled/      images without labels, with any sub-folders
data_root = '{{$CUSTOM_ROOT:data/custom}}'
# Those of ImageNet.
data_preprocessor = dict(
    mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375], to_rgb=True)

load = dict(type='LoadImageFromFile')
augment = dict(
    type='OneWarpAugment',
    size=96,
    crop_area=(0.5, 1.0),
    flip_prob=0.5,
    brightness=0.4,
    contrast=0.4,
    saturation=0.4)
pack = dict(type='PackInputs')

train_dataloader = dict(
    batch_size=96,
    num_workers=2,
    persistent_workers=False,
    worker_init_fn=dict(type='seed_worker_by_epoch'),
    dataset=dict(
        type='SemiSupervisedDataset',
        # Each view sees the image in an augmentation of its own.
        pipeline=[load, dict(augment, num_views=2), pack],
        labeled=dict(
            type='AUDataset', data_root=data_root, ann_file='train.csv', data_prefix='images'),
        unlabeled=dict(type='UnlabeledFaces', data_root=data_root, data_prefix='unlabeled')),
    sampler=dict(type='DefaultSampler', shuffle=True),
    batch_sampler=dict(type='MixedBatchSampler', ratio=(1, 2)))
val_dataloader = dict(
    batch_size=100,
    num_workers=2,
    dataset=dict(
        type='AUDataset',
        data_root=data_root,
        ann_file='test.csv',
        data_prefix='images',
        pipeline=[
            load,
            dict(type='OneWarpAugment', size=96, resize=108, keep_ratio=True),
            pack,
        ],
        test_mode=True),
    sampler=dict(type='DefaultSampler', shuffle=False))
test_dataloader = val_dataloader

# No validation part is asked for: the F1 during training is for watching only.
val_evaluator = dict(type='AUF1Metric')
test_evaluator = dict(type='AUF1Metric', table=True)
