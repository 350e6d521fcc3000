# FixMatch (Sohn et al. 2020) for several labels.
_base_ = 'supervised_resnet18_half.py'

model = dict(
    type='FixMatchClassifier',
    head=dict(
        type='PseudoLabelHead', loss_pseudo_label=dict(type='PseudoLabelLoss', loss_weight=1.)))
