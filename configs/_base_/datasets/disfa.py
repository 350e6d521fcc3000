# Fold 1 of three. The images are aligned faces of 240 px, counted from 0; set frame_offset=0 in the
# datasets where they are counted from 1 (ffmpeg). The unlabelled images are EmotioNet's.
_base_ = 'emotionet.py'

data_root = '{{$DISFA_ROOT:data/disfa}}'
unlabeled_data_root = '{{$EMOTIONET_ROOT:data/emotionet}}'

train_dataloader = dict(
    dataset=dict(
        labeled=dict(_delete_=True, type='DISFA', data_root=data_root, fold=1, split='train'),
        unlabeled=dict(data_root=unlabeled_data_root)))
val_dataloader = dict(
    dataset=dict(
        _delete_=True,
        type='DISFA',
        data_root=data_root,
        fold=1,
        split='test',
        pipeline=_base_.test_pipeline,
        test_mode=True))
test_dataloader = val_dataloader
