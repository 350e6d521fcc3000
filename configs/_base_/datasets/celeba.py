# Batches and evaluation as for EmotioNet. The lists come from tools/make_splits.py; the paper takes
# 30,000 labelled, 10,000 test and 100,000 unlabelled images.
_base_ = 'emotionet.py'

data_root = 'data/celeba'

# The middle of the aligned images of 178 x 218 px.
load_face = [
    dict(type='LoadImageFromFile'),
    dict(type='CenterCrop', crop_size=178),
    dict(type='Resize', scale=240),
]
train_pipeline = [*load_face, *_base_.train_pipeline[1:]]
test_pipeline = [*load_face, *_base_.test_pipeline[1:]]

labeled = dict(
    type='CelebA',
    data_root=data_root,
    image_list='splits/train.txt',
    pipeline=train_pipeline)
unlabeled = dict(
    type='UnlabeledFaces',
    data_root=data_root,
    data_prefix='Img/img_align_celeba',
    image_list='splits/unlabeled.txt',
    classes='CelebA',
    pipeline=train_pipeline)
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(
    dataset=dict(
        type='CelebA',
        data_root=data_root,
        image_list='splits/test.txt',
        pipeline=test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
