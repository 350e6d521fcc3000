# Batches and evaluation as for EmotioNet. The lists come from tools/make_splits.py; the paper takes
# 30,000 labelled, 10,000 test and 100,000 unlabelled images.
_base_ = 'emotionet.py'

data_root = '{{$CELEBA_ROOT:data/celeba}}'
# The middle of the aligned images of 178 x 218 px.
middle = dict(type='CenterCrop', crop_size=178)
load, augment, pack = _base_.train_pipeline
load, resample, pack = _base_.test_pipeline
train_dataloader = dict(
    dataset=dict(
        pipeline=[load, middle, dict(augment, resize=240), pack],
        labeled=dict(type='CelebA', data_root=data_root),
        unlabeled=dict(data_root=data_root, data_prefix='Img/img_align_celeba')))
val_dataloader = dict(
    dataset=dict(
        type='CelebA',
        data_root=data_root,
        pipeline=[load, middle, dict(resample, resize=240), pack]))
test_dataloader = val_dataloader
