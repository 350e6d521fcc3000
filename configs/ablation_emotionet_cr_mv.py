# Table 3 of the paper: Baseline + L_cr + L_mv.
_base_ = 'mlcr_emotionet.py'

head = _base_.model.head
model = dict(
    head=dict(
        _delete_=True,
        type='DualViewHead',
        num_classes=head.num_classes,
        in_channels=head.in_channels,
        loss_recognition=head.loss_recognition,
        loss_multi_view=head.loss_multi_view,
        loss_co_regularization=head.loss_co_regularization))
custom_hooks = []
