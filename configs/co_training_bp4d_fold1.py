# Co-training in the paper's Table 2; --cfg-options fold=2 for the other folds.
_base_ = [
    '_base_/models/co_training_resnet34.py', '_base_/datasets/bp4d.py',
    '_base_/schedules/co_training_paper.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
# The unlabelled images are those of another database, where labels have other shares.
default_hooks = dict(calibration=dict(images='labeled'))
