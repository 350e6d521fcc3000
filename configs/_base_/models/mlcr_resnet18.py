# For few labelled images; see "Where we differ" in the README.
_base_ = 'mlcr_resnet34.py'

model = dict(
    backbone=dict(depth=18),
    head=dict(
        # Strong balancing: co-regularization draws probabilities towards the frequent answer.
        loss_recognition=dict(positive_fraction=0.5, boundary=3., reduction='mean'),
        loss_multi_view=dict(loss_weight=1.),
        loss_co_regularization=dict(loss_weight=5.),
        # Ours, not the released code's: the results in the README were measured with it.
        gcn=dict(residual=True, init='xavier'),
        normalize='symmetric'))
