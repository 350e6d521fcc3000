# Fold 1 of five. The images are aligned faces of 240 px; the unlabelled ones are EmotioNet's.
_base_ = 'emotionet.py'

data_root = '{{$UNBC_ROOT:data/unbc}}'
unlabeled_data_root = '{{$EMOTIONET_ROOT:data/emotionet}}'

train_dataloader = dict(
    dataset=dict(
        labeled=dict(
            _delete_=True, type='UNBCMcMaster', data_root=data_root, fold=1, split='train'),
        unlabeled=dict(data_root=unlabeled_data_root)))
val_dataloader = dict(
    dataset=dict(
        _delete_=True,
        type='UNBCMcMaster',
        data_root=data_root,
        fold=1,
        split='test',
        pipeline=_base_.test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
