# Co-training on the data and with as many epochs as mlcr_emotionet.py.
_base_ = [
    '../_base_/models/co_training_resnet34.py', '../_base_/datasets/emotionet.py',
    '../_base_/schedules/co_training_paper.py', '../_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
