# The Baseline in the schedule of mlcr_emotionet_r18half_64px.py: one network, and no unlabelled
# images in any of the 7 epochs.
_base_ = [
    '_base_/models/supervised_resnet18_half.py', '_base_/datasets/emotionet_64px.py',
    '_base_/schedules/mlcr_6e_1e.py', '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
labeled = _base_.labeled
labeled.pipeline = [*_base_.resize, *_base_.augmentation, _base_.pack]
train_dataloader = dict(
    dataset=dict(datasets=[labeled, _base_.unlabeled]), batch_sampler=dict(labeled_epochs=7))
custom_hooks = []
