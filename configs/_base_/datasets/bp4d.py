# Fold 1 of three. The images are aligned faces of 240 px; the unlabelled ones are EmotioNet's, of
# which the paper takes 100,000.
_base_ = 'emotionet.py'

data_root = '{{$BP4D_ROOT:data/bp4d}}'
unlabeled_data_root = '{{$EMOTIONET_ROOT:data/emotionet}}'
# Target share of positives of each AU in the released code.
positive_fraction = [.3, .3, .5, .3, .3, .5, .3, .5, .3, .3, .3, .3]

train_dataloader = dict(
    dataset=dict(
        labeled=dict(_delete_=True, type='BP4D', data_root=data_root, fold=1, split='train'),
        unlabeled=dict(data_root=unlabeled_data_root)))
val_dataloader = dict(
    dataset=dict(
        _delete_=True,
        type='BP4D',
        data_root=data_root,
        fold=1,
        split='test',
        pipeline=_base_.test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
