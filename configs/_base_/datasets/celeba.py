# Batches and evaluation as for EmotioNet. The lists come from tools/make_splits.py; the paper takes
# 30,000 labelled, 10,000 test and 100,000 unlabelled images.
_base_ = 'emotionet.py'

data_root = '{{$CELEBA_ROOT:data/celeba}}'
# The middle of the aligned images of 178 x 218 px.
load_face = [
    dict(type='LoadImageFromFile'),
    dict(type='CenterCrop', crop_size=178),
    dict(type='Resize', scale=240),
]
train_dataloader = dict(
    dataset=dict(
        pipeline=[*load_face, *_base_.train_pipeline[1:]],
        labeled=dict(type='CelebA', data_root=data_root),
        unlabeled=dict(data_root=data_root, data_prefix='Img/img_align_celeba')))
val_dataloader = dict(
    dataset=dict(
        type='CelebA',
        data_root=data_root,
        pipeline=[*load_face, *_base_.test_pipeline[1:]]))
test_dataloader = val_dataloader
