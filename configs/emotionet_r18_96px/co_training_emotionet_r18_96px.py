# Co-training with as many epochs as mlcr_emotionet_r18_96px.py.
_base_ = [
    '../_base_/models/co_training_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_cfg = dict(
    phases=['labeled', 'co_training'],
    labeled=dict(epochs=36),
    co_training=dict(epochs=36, targets=dict(type='ExchangedLabels', every=10)))
