# Self-training with new views (noisy student) on the data and with as many epochs as
# mlcr_emotionet.py, without co-regularization. The paper does not compare with it.
_base_ = [
    '../_base_/models/self_training_resnet34.py', '../_base_/datasets/emotionet.py',
    '../_base_/schedules/mlcr_paper.py', '../_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
train_cfg = dict(
    phases=['labeled', 'self_training', 'cool_down'],
    labeled=dict(epochs=30, unlabeled=False),
    self_training=dict(
        epochs=30, new_views=True, targets=dict(type='MeanOfViews', match_label_shares=True)),
    cool_down=dict(epochs=20, lr_mult=0.1))
