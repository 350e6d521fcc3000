# The network and the balancing of mlcr_resnet18.py, once.
_base_ = 'supervised_resnet34.py'

model = dict(
    backbone=dict(depth=18),
    head=dict(loss_recognition=dict(positive_fraction=0.5, boundary=3.)))
