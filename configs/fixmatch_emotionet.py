# FixMatch (Sohn et al. 2020) for several labels, on the data and in the schedule of
# mlcr_emotionet.py. The paper does not compare with it.
_base_ = [
    '_base_/models/supervised_resnet34.py', '_base_/datasets/emotionet.py',
    '_base_/datasets/strong_augmentation.py', '_base_/schedules/mlcr_60e_20e.py',
    '_base_/default_runtime.py'
]

model = dict(
    type='FixMatchClassifier',
    head=dict(
        type='PseudoLabelHead',
        num_classes=12,
        loss_recognition=dict(
            positive_fraction=[.2, .3, .2, .2, .5, .2, .5, .2, .1, .5, .2, .3]),
        # The weight of 1 of FixMatch, times the number of labels that the loss above sums over.
        loss_pseudo_label=dict(type='PseudoLabelLoss', loss_weight=12.)))

load, *weak, pack = _base_.train_pipeline
strong = [*weak, *_base_.distortion]
train_pipeline = [load, dict(type='MultiView', num_views=[1, 1], transforms=[weak, strong]), pack]
labeled = _base_.labeled
labeled.pipeline = train_pipeline
unlabeled = _base_.unlabeled
unlabeled.pipeline = train_pipeline
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
custom_hooks = []
