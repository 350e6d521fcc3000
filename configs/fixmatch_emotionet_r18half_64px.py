# FixMatch for several labels in the schedule of mlcr_emotionet_r18half_64px.py.
_base_ = [
    '_base_/models/supervised_resnet18_half.py', '_base_/datasets/emotionet_64px.py',
    '_base_/datasets/strong_augmentation.py', '_base_/schedules/mlcr_6e_1e.py',
    '_base_/default_runtime.py'
]

model = dict(
    type='FixMatchClassifier',
    head=dict(
        type='PseudoLabelHead',
        num_classes=12,
        loss_pseudo_label=dict(type='PseudoLabelLoss')))

weak = _base_.augmentation
strong = [*weak, *_base_.distortion]
train_pipeline = [
    *_base_.resize,
    dict(type='MultiView', num_views=[1, 1], transforms=[weak, strong]),
    _base_.pack,
]
labeled = _base_.labeled
labeled.pipeline = train_pipeline
unlabeled = _base_.unlabeled
unlabeled.pipeline = train_pipeline
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))

# The ramp is that of the co-regularization.
ramp = _base_.custom_hooks[0]
ramp.loss = 'loss_pseudo_label'
custom_hooks = [ramp]
