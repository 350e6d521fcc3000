# Mean-teacher in the paper's Table 2; --cfg-options fold=2 for the other folds.
_base_ = [
    '_base_/models/mean_teacher_resnet34.py', '_base_/datasets/bp4d.py',
    '_base_/schedules/mean_teacher_paper.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
load, *augmentation, pack = _base_.train_pipeline
train_dataloader = dict(
    dataset=dict(
        pipeline=[load, dict(type='MultiView', num_views=2, transforms=[augmentation]), pack]))
# The unlabelled images are those of another database, where labels have other shares.
default_hooks = dict(calibration=dict(images='labeled'))
