# The paper's recipe on BP4D, with unlabelled images of EmotioNet.
_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/bp4d.py',
    '_base_/schedules/mlcr_paper.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
# The unlabelled images are those of another database, where labels have other shares.
default_hooks = dict(calibration=dict(images='labeled'))
