# Co-training in the paper's Table 2; --cfg-options fold=2 for the other folds.
_base_ = 'mlcr_bp4d_fold1.py'

head = _base_.model.head
model = dict(
    head=dict(
        _delete_=True,
        type='CoTrainingHead',
        num_classes=head.num_classes,
        in_channels=head.in_channels,
        loss_recognition=head.loss_recognition))
train_dataloader = dict(dataset=dict(type='IndexedConcatDataset'))
custom_hooks = [dict(type='CoTrainingHook', begin=20, round_epochs=10)]
