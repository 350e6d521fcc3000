# Fold 1 of five. The images are aligned faces of 240 px.
_base_ = 'emotionet.py'

data_root = 'data/unbc'
unlabeled_data_root = 'data/emotionet'

labeled = dict(
    type='UNBCMcMaster',
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
    classes='UNBCMcMaster',
    pipeline=_base_.train_pipeline)
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(
    dataset=dict(
        type='UNBCMcMaster',
        data_root=data_root,
        image_list=None,
        fold=1,
        split='test',
        pipeline=_base_.test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
