# FixMatch for several labels with as many epochs as mlcr_emotionet_r18_96px.py.
_base_ = [
    '../_base_/models/fixmatch_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
weak = _base_.augment
strong = dict(weak, **_base_.distortion)
two_augmentations = dict(type='MultiView', num_views=[1, 1], transforms=[[weak], [strong]])
train_dataloader = dict(dataset=dict(pipeline=[_base_.load, two_augmentations, _base_.pack]))
train_cfg = dict(
    phases=['labeled', 'pseudo_labels'],
    pseudo_labels=dict(epochs=60, ramp=dict(loss_pseudo_label=40)))
