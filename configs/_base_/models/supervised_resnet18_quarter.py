# The network and the recognition loss of mlcr_resnet18_quarter.py, once.
_base_ = 'supervised_resnet18_half.py'

model = dict(backbone=dict(base_channels=16, stem_channels=16), head=dict(in_channels=128))
