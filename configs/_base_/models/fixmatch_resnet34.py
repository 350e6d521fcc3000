# FixMatch (Sohn et al. 2020) for several labels.
_base_ = 'supervised_resnet34.py'

model = dict(
    type='FixMatchClassifier',
    head=dict(
        type='PseudoLabelHead',
        # The weight of 1 of FixMatch, times the number of labels that the recognition loss sums
        # over.
        loss_pseudo_label=dict(type='PseudoLabelLoss', loss_weight=12.)))
