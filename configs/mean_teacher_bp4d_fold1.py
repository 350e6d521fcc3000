# Mean-teacher in the paper's Table 2; --cfg-options fold=2 for the other folds.
_base_ = [
    '_base_/models/supervised_resnet34.py', '_base_/datasets/bp4d_fold1.py',
    '_base_/schedules/mlcr_60e_20e.py', '_base_/default_runtime.py'
]

model = dict(
    type='MeanTeacherClassifier',
    head=dict(
        type='ConsistencyHead',
        num_classes=12,
        loss_recognition=dict(
            positive_fraction=[.3, .3, .5, .3, .3, .5, .3, .5, .3, .3, .3, .3]),
        loss_consistency=dict(type='ConsistencyLoss', loss_weight=100.)))

load, *augmentation, pack = _base_.train_pipeline
train_pipeline = [load, dict(type='MultiView', num_views=2, transforms=[augmentation]), pack]
labeled = _base_.labeled
labeled.pipeline = train_pipeline
unlabeled = _base_.unlabeled
unlabeled.pipeline = train_pipeline
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))

custom_hooks = [
    dict(type='LossWeightRampHook', loss='loss_consistency', ramp_epochs=5),
    dict(type='MeanTeacherHook'),
]
