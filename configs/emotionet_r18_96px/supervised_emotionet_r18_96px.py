# The Baseline of mlcr_emotionet_r18_96px.py: one network of the same kind and as many iterations
# with as many labelled images, in one cosine; no unlabelled images in any epoch.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/emotionet_96px.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
train_dataloader = dict(dataset=dict(pipeline=[_base_.load, _base_.augment, _base_.pack]))
train_cfg = dict(phases=['labeled'], labeled=dict(epochs=72))
