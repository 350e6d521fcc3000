_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/bp4d_fold1.py',
    '_base_/schedules/mlcr_60e_20e.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12,
        # Target share of positives of each AU in the released code.
        loss_recognition=dict(
            positive_fraction=[.3, .3, .5, .3, .3, .5, .3, .5, .3, .3, .3, .3])))
