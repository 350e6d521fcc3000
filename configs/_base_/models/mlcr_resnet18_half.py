# Half of the channels: on a CPU, more passes over the images are worth more than channels.
_base_ = 'mlcr_resnet18.py'

model = dict(
    backbone=dict(base_channels=32, stem_channels=32),
    head=dict(
        in_channels=256,
        loss_co_regularization=dict(loss_weight=2.),
        # L_cr once more, between a view and the views before it (SelfTrainingHook).
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=20.)))
