# Fold 1 of three. The labels are those of BP4D; the unlabelled images are EmotioNet's, of which the
# paper takes 100,000.
_base_ = 'emotionet.py'

data_root = '{{$BP4D_ROOT:data/bp4d}}'
# Target share of positives of each AU in the released code.
positive_fraction = [.3, .3, .5, .3, .3, .5, .3, .5, .3, .3, .3, .3]

train_dataloader = dict(
    dataset=dict(
        labeled=dict(_delete_=True, type='BP4D', data_root=data_root, fold=1, split='train')))
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
