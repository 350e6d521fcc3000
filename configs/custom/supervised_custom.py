# The Baseline of mlcr_custom.py: one network of the same kind and as many iterations with as many
# labelled images, in one cosine; no unlabelled images in any epoch.
_base_ = [
    '../_base_/models/supervised_resnet18_half.py', '../_base_/datasets/custom.py',
    '../_base_/schedules/mlcr_self_training.py', '../_base_/default_runtime.py'
]

train_dataloader = dict(dataset=dict(pipeline=[_base_.load, _base_.augment, _base_.pack]))
train_cfg = dict(val_interval=20, phases=['labeled'], labeled=dict(epochs=40))
