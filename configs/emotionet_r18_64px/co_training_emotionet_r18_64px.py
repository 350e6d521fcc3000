# Co-training with as many epochs as mlcr_emotionet_r18_64px.py.
_base_ = [
    '../_base_/models/co_training_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/schedules/mlcr_short.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_cfg = dict(
    phases=['labeled', 'co_training', 'cool_down'],
    co_training=dict(epochs=3, targets=dict(type='ExchangedLabels', every=1)),
    cool_down=dict(epochs=1, lr_mult=(0.1, 0.)))
