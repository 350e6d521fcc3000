# Self-training with new views (noisy student), as in the second phase of MLCR with self-training
# and with as many epochs as mlcr_emotionet_r18_64px.py, without co-regularization.
_base_ = [
    '../_base_/models/self_training_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/schedules/mlcr_short.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_cfg = dict(
    phases=['labeled', 'self_training', 'cool_down'],
    self_training=dict(
        epochs=3,
        new_views=True,
        targets=dict(type='MeanOfViews', match_label_shares=True),
        lr_mult=(1., 0.1)),
    cool_down=dict(epochs=1, lr_mult=(0.1, 0.)))
