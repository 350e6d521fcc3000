# CAP (Xie et al., NeurIPS 2023) with as many epochs as mlcr_emotionet_r18_96px.py: the
# teacher gives every unlabelled image its labels before each epoch.
_base_ = [
    '../_base_/models/cap_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_views.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
strong = dict(_base_.augment, **_base_.distortion)
train_dataloader = dict(dataset=dict(pipeline=[_base_.load, strong, _base_.pack]))
train_cfg = dict(
    phases=['labeled', 'pseudo_labels'],
    pseudo_labels=dict(
        epochs=60,
        targets=dict(type='ClassAwareLabels', every=1),
        ramp=dict(loss_pseudo_label=40)))
