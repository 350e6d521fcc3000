_base_ = 'mmpretrain::_base_/models/resnet34.py'

model = dict(
    head=dict(
        _delete_=True,
        type='RecognitionHead',
        in_channels=512,
        loss_recognition=dict(type='SelectiveBCELoss', reduction='sum')))
