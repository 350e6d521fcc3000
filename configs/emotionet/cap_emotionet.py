# CAP (Xie et al., NeurIPS 2023) on the data and with as many epochs as mlcr_emotionet.py. The paper
# does not compare with it.
_base_ = [
    '../_base_/models/cap_resnet34.py', '../_base_/datasets/emotionet.py',
    '../_base_/datasets/aligned_augmentation.py', '../_base_/schedules/mlcr_paper.py',
    '../_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))

load, weak, pack = _base_.train_pipeline
strong = dict(weak, **_base_.distortion)
train_dataloader = dict(dataset=dict(pipeline=[load, strong, pack]))
train_cfg = dict(
    phases=['views', 'pseudo_labels', 'cool_down'],
    views=dict(epochs=20),
    pseudo_labels=dict(epochs=40, targets=dict(type='ClassAwareLabels', every=1)),
    cool_down=dict(epochs=20, lr_mult=0.1))
