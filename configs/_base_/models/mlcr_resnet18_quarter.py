# A quarter of the channels: on a CPU, more passes over the images are worth more than channels.
_base_ = 'mlcr_resnet18.py'

model = dict(
    backbone=dict(base_channels=16, stem_channels=16),
    head=dict(
        in_channels=128,
        loss_co_regularization=dict(loss_weight=2.),
        # L_cr once more, between a view and the views before it (SelfTrainingHook).
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.)))
