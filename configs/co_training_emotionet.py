# Co-training (Blum and Mitchell 1998): two networks that label images for each other.
_base_ = 'mlcr_emotionet.py'

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
