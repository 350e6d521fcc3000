# The Baseline of mlcr_emotionet_r18_96px_mixup.py, with mixtures of images. As many iterations as
# one view of it learns from labelled images alone: longer, it was past its best on held-out faces.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
model = dict(head=dict(num_classes=12))
train_dataloader = dict(
    batch_size=64,
    batch_sampler=dict(ratio=(1, 1), num_batches=63),
    dataset=dict(pipeline=[_base_.load, _base_.augment, _base_.pack]))
train_cfg = dict(val_interval=36, phases=['labeled'], labeled=dict(epochs=36))
