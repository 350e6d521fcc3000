# Images, batches and evaluation as for EmotioNet: aligned faces of 240 px.
_base_ = 'emotionet.py'

data_root = 'data/bp4d'
# The paper takes 100,000 images of EmotioNet.
unlabeled_data_root = 'data/emotionet'

labeled = dict(
    type='BP4D',
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
    classes='BP4D',
    pipeline=_base_.train_pipeline)
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(
    dataset=dict(
        type='BP4D',
        data_root=data_root,
        image_list=None,
        fold=1,
        split='test',
        pipeline=_base_.test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
