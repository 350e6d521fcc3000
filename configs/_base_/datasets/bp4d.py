# Fold 1 of three. Batches and evaluation as for EmotioNet; the unlabelled images are EmotioNet's,
# of which the paper takes 100,000.
data_root = '{{$BP4D_ROOT:data/bp4d}}'
unlabeled_data_root = '{{$EMOTIONET_ROOT:data/emotionet}}'
# RGB mean and standard deviation of the released code, times 255.
data_preprocessor = dict(
    mean=[136.55, 108.35, 96.93], std=[72.22, 65.74, 64.97], to_rgb=True)
# Target share of positives of each AU in the released code.
positive_fraction = [.3, .3, .5, .3, .3, .5, .3, .5, .3, .3, .3, .3]

# The images are aligned faces of 240 px.
train_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='OneWarpAugment', size=224, random_crop=True, flip_prob=0.5),
    dict(type='PackInputs'),
]
test_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='OneWarpAugment', size=224),
    dict(type='PackInputs'),
]

train_dataloader = dict(
    batch_size=100,
    num_workers=4,
    # Workers that start anew in each epoch are what makes a resumed run repeat the original.
    persistent_workers=False,
    worker_init_fn=dict(type='seed_worker_by_epoch'),
    dataset=dict(
        type='SemiSupervisedDataset',
        pipeline=train_pipeline,
        labeled=dict(type='BP4D', data_root=data_root, fold=1, split='train'),
        unlabeled=dict(
            type='UnlabeledFaces',
            data_root=unlabeled_data_root,
            data_prefix='images',
            image_list='splits/unlabeled.txt')),
    sampler=dict(type='DefaultSampler', shuffle=True),
    batch_sampler=dict(type='MixedBatchSampler', schedule='mixed_then_labeled'))
val_dataloader = dict(
    batch_size=100,
    num_workers=4,
    dataset=dict(
        type='BP4D',
        data_root=data_root,
        fold=1,
        split='test',
        pipeline=test_pipeline,
        test_mode=True),
    sampler=dict(type='DefaultSampler', shuffle=False))
test_dataloader = val_dataloader

val_evaluator = dict(type='AUF1Metric')
test_evaluator = dict(type='AUF1Metric', table=True)
