# Ablation: Baseline + L_cr + L_mv. The last phase has no GCN; the head keeps its unused one.
_base_ = [
    '../_base_/models/mlcr_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12,
        loss_co_regularization=dict(loss_weight=5.),
        loss_self_training=None))
train_cfg = dict(graph=dict(graph=False))
