# For few labelled images: ResNet-18 with half of the channels, since on a CPU more passes over the
# images are worth more than channels; see "The small recipes" in docs/methods.md.
_base_ = 'mlcr_resnet34.py'

model = dict(
    backbone=dict(depth=18, base_channels=32, stem_channels=32),
    head=dict(
        in_channels=256,
        # Strong balancing: co-regularization draws probabilities towards the frequent answer.
        loss_recognition=dict(positive_fraction=0.5, boundary=3., reduction='mean'),
        loss_multi_view=dict(loss_weight=1.),
        loss_co_regularization=dict(loss_weight=2.),
        # L_cr once more, between a view and the targets that a phase makes.
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=20.),
        # Ours, not the released code's; with `residual` the GCN starts as the identity.
        normalize='symmetric',
        gcn=dict(init='xavier', residual=True)))
