# CAP (Xie et al., NeurIPS 2023) with as many epochs as mlcr_emotionet_r18_64px.py: the
# teacher gives every unlabelled image its labels before each epoch.
_base_ = [
    '../_base_/models/cap_resnet18_half.py', '../_base_/datasets/emotionet_64px.py',
    '../_base_/datasets/aligned_augmentation.py', '../_base_/schedules/mlcr_short.py',
    '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
strong = dict(_base_.augment, **_base_.distortion)
train_dataloader = dict(dataset=dict(pipeline=[_base_.load, strong, _base_.pack]))
train_cfg = dict(
    phases=['labeled', 'pseudo_labels', 'cool_down'],
    pseudo_labels=dict(
        epochs=3,
        targets=dict(type='ClassAwareLabels', every=1),
        ramp=dict(loss_pseudo_label=1)),
    cool_down=dict(epochs=1, lr_mult=(0.1, 0.)))
