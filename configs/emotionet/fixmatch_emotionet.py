# FixMatch on the data and with as many epochs as mlcr_emotionet.py. The paper does not compare with
# it.
_base_ = [
    '../_base_/models/fixmatch_resnet34.py', '../_base_/datasets/emotionet.py',
    '../_base_/datasets/aligned_augmentation.py', '../_base_/schedules/mlcr_paper.py',
    '../_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))

load, weak, pack = _base_.train_pipeline
strong = dict(weak, **_base_.distortion)
two_augmentations = dict(type='MultiView', num_views=[1, 1], transforms=[[weak], [strong]])
train_dataloader = dict(dataset=dict(pipeline=[load, two_augmentations, pack]))
train_cfg = dict(
    phases=['pseudo_labels', 'cool_down'],
    pseudo_labels=dict(epochs=60),
    cool_down=dict(epochs=20, lr_mult=0.1))
