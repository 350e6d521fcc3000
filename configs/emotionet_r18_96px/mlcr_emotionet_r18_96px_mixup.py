# mlcr_emotionet_r18_96px.py with mixtures of images.
_base_ = '../mlcr_emotionet_r18_96px.py'

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
# L_cr to the targets fades where a mixture is far from its target; a cross-entropy does not.
target_loss = dict(_delete_=True, type='SoftTargetLoss', loss_weight=1.)
model = dict(head=dict(loss_self_training=target_loss))
