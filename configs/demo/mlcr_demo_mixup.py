# mlcr_demo.py with mixtures of images, which learn for longer before they are past their best.
_base_ = '../mlcr_demo.py'

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
# L_cr to the targets fades where a mixture is far from its target; a cross-entropy does not.
target_loss = dict(_delete_=True, type='SoftTargetLoss', loss_weight=1.)
model = dict(head=dict(loss_self_training=target_loss))
train_cfg = dict(val_interval=36, labeled=dict(epochs=36), self_training=dict(epochs=35))
