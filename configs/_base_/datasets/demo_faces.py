# The demo's faces are drawn when the dataset is built: nothing to download, no data_root. As in
# EmotioNet, where hardly a person is seen twice, every image shows another one; the option
# images_per_subject=10 is the case of few persons (BP4D's).
_base_ = 'aligned_augmentation.py'

data_preprocessor = dict(mean=[128.] * 3, std=[64.] * 3, to_rgb=True)
augment = dict(type='OneWarpAugment', **_base_.augmentation)
pack = dict(type='PackInputs')

train_dataloader = dict(
    batch_size=64,
    num_workers=1,
    persistent_workers=False,
    worker_init_fn=dict(type='seed_worker_by_epoch'),
    dataset=dict(
        type='SemiSupervisedDataset',
        # Each view sees the image in its own augmentation.
        pipeline=[dict(augment, num_views=2), pack],
        labeled=dict(type='DemoFaces', split='train', num_images=200, images_per_subject=1),
        unlabeled=dict(
            type='DemoFaces', split='unlabeled', num_images=2400, images_per_subject=1)),
    sampler=dict(type='DefaultSampler', shuffle=True),
    batch_sampler=dict(type='MixedBatchSampler', ratio=(1, 1), num_batches=38))
val_dataloader = dict(
    batch_size=100,
    num_workers=1,
    dataset=dict(
        type='DemoFaces',
        split='test',
        num_images=1000,
        images_per_subject=1,
        pipeline=[pack],
        test_mode=True),
    sampler=dict(type='DefaultSampler', shuffle=False))
test_dataloader = val_dataloader

val_evaluator = dict(type='AUF1Metric')
test_evaluator = dict(type='AUF1Metric', table=True)
