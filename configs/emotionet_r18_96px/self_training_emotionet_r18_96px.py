# Self-training with new views (noisy student), as in the second phase of MLCR with self-training
# and with as many epochs as mlcr_emotionet_r18_96px.py, without co-regularization.
_base_ = [
    '../_base_/models/self_training_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_cfg = dict(
    phases=['labeled', 'self_training'],
    self_training=dict(epochs=36, ramp=dict(_delete_=True)))
