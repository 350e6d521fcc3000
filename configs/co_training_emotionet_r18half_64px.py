# Co-training (Blum and Mitchell 1998): two networks that label images for each other.
_base_ = 'mlcr_emotionet_r18half_64px.py'

head = _base_.model.head
model = dict(
    head=dict(
        _delete_=True,
        type='CoTrainingHead',
        num_classes=head.num_classes,
        in_channels=head.in_channels,
        loss_recognition=head.loss_recognition))
custom_hooks = [
    dict(
        type='CoTrainingHook',
        begin=_base_.train_dataloader.batch_sampler.labeled_epochs,
        round_epochs=1)
]
