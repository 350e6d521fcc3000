# Fold 1. The images are aligned faces of 240 px, counted from 0; set frame_offset=0 in the datasets
# where they are counted from 1 (ffmpeg).
_base_ = 'emotionet.py'

data_root = 'data/disfa'
unlabeled_data_root = 'data/emotionet'

labeled = dict(
    type='DISFA',
    data_root=data_root,
    image_list=None,
    fold=1,
    split='train',
    pipeline=_base_.train_pipeline)
unlabeled = dict(
    type='UnlabeledFaces',
    data_root=unlabeled_data_root,
    data_prefix='images',
    image_list='splits/unlabeled.txt',
    classes='DISFA',
    pipeline=_base_.train_pipeline)
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(
    dataset=dict(
        type='DISFA',
        data_root=data_root,
        image_list=None,
        fold=1,
        split='test',
        pipeline=_base_.test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
