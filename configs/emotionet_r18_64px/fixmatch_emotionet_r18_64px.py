# FixMatch for several labels with as many epochs as mlcr_emotionet_r18_64px.py.
_base_ = [
    '../_base_/models/fixmatch_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/datasets/aligned_augmentation.py', '../_base_/schedules/mlcr_short.py',
    '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))

weak = _base_.augment
strong = dict(weak, **_base_.distortion)
two_augmentations = dict(type='MultiView', num_views=[1, 1], transforms=[[weak], [strong]])
train_dataloader = dict(dataset=dict(pipeline=[_base_.load, two_augmentations, _base_.pack]))
train_cfg = dict(
    phases=['labeled', 'pseudo_labels', 'cool_down'],
    pseudo_labels=dict(epochs=3, ramp=dict(loss_pseudo_label=1)),
    cool_down=dict(epochs=1, lr_mult=(0.1, 0.)))
