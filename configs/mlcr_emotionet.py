# The paper's recipe on EmotioNet.
_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/emotionet.py',
    '_base_/schedules/mlcr_paper.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
